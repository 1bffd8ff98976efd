"""One spelling for each identifier, so that the same phone typed three ways is one phone."""

from __future__ import annotations

import re
import unicodedata

import phonenumbers

from siyu.unify.members.identifiers import KINDS, split

REGION = "CN"
MAX_LENGTH = 200
_CHINESE_MOBILE = re.compile(r"1(?!79)[3-9][0-9]{9}")
"""What is parsed the same without the library's care for everything else, twenty times as fast; 179… may be a carrier's code."""


def normalise(kind: str, value: str) -> str | None:
    """Return the one spelling of an identifier, or None when it cannot be one of its kind.

    Full-width digits become plain ones; phones become E.164 (mainland China unless written with a country code, `+86`,
    `0086` or `86`); e-mail addresses are lower-cased; cards lose spaces and hyphens and are upper-cased.
    """
    plain = unicodedata.normalize("NFKC", value).strip()
    if not plain or len(plain) > MAX_LENGTH or any(ord(sign) < 32 for sign in plain):
        return None
    kind, _ = split(kind)
    if kind == "card":
        return plain.upper().replace(" ", "").replace("-", "") or None
    if kind == "phone":
        return _phone(plain)
    if kind == "email":
        user, at, host = plain.lower().partition("@")
        return plain.lower() if user and at and "." in host and " " not in plain else None
    return plain


def spellings(words: str) -> set[str]:
    """Return every normal form the typed words may stand for."""
    return {form for kind in KINDS if (form := normalise(kind, words))}


def _phone(plain: str) -> str | None:
    if _CHINESE_MOBILE.fullmatch(plain):
        return f"+86{plain}"
    digits = f"+{plain[2:]}" if plain.startswith("00") else plain
    number = _parsed(digits)
    if number is None and digits.startswith("86"):
        # Some systems write the country code without a plus.
        number = _parsed(f"+{digits}")
    return None if number is None else phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _parsed(digits: str) -> phonenumbers.PhoneNumber | None:
    try:
        number = phonenumbers.parse(digits, REGION)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None
