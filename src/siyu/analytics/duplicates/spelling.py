"""One spelling of names, birthdays and addresses, so that what is the same compares as the same."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_DAY = re.compile(r"\D*(\d{4})(?:(\d{2})(\d{2})|\D{1,2}(\d{1,2})\D{1,2}(\d{1,2}))(?!\d)")
_EARLIEST = 1900
_BETWEEN = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

GENDERS = {"m": "m", "male": "m", "man": "m", "男": "m", "男性": "m", "f": "f", "female": "f", "woman": "f", "女": "f",
           "女性": "f"}  # fmt: skip


def plain(text: str | None) -> str | None:
    """Return lower-case words with one space between; full-width signs and accents become plain. Nothing gives None."""
    if not text:
        return None
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text)).casefold()
    folded = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return _BETWEEN.sub(" ", folded).strip() or None


def divide_name(name: str | None, given: str | None, surname: str | None) -> dict[str, str | None]:
    """Return `given_name` and `surname`, or `name` for one that is not divided.

    A Chinese name is never divided: 张 and 三 give 张三. Of a Western one the first word is given, the last one the
    surname, unless a comma puts the surname first.
    """
    first, last = plain(given), plain(surname)
    if (first or last) and not _HAN.search(f"{first}{last}"):
        return {"given_name": first, "surname": last, "name": None}
    if first and last:
        name = f"{last}{first}"
    whole = plain(name)
    if whole is None or _HAN.search(whole):
        return {"given_name": None, "surname": None, "name": whole.replace(" ", "") if whole else None}
    words = whole.split()
    if len(words) == 1:
        return {"given_name": None, "surname": None, "name": whole}
    if name and "," in name:
        words = [*words[1:], words[0]]
    return {"given_name": words[0], "surname": words[-1], "name": None}


def plain_birthday(text: str | None, today: date) -> str | None:
    """Return `YYYY-MM-DD` for a day written with the year first, None for anything that can't be a birthday."""
    found = _DAY.match(unicodedata.normalize("NFKC", text)) if text else None
    if found is None:
        return None
    try:
        day = date(*(int(part) for part in found.groups() if part))
    except ValueError:
        return None
    return day.isoformat() if day.year >= _EARLIEST and day <= today else None


def plain_gender(text: str | None) -> str | None:
    """Return `m`, `f` or None."""
    return GENDERS.get(plain(text) or "")


def divide_address(text: str | None) -> dict[str, str | None]:
    """Return `street`, the words of an address, and `number`, its digits: neighbours differ in nothing else."""
    found = plain(text) or ""
    words = " ".join(_DIGITS.sub(" ", found).split())
    return {
        "street": (words.replace(" ", "") if _HAN.search(words) else words) or None,
        "number": " ".join(_DIGITS.findall(found)) or None,
    }


def plain_code(text: str | None) -> str | None:
    """Return a postcode without spaces and signs."""
    found = plain(text)
    return found.replace(" ", "") if found else None
