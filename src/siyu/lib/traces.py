"""What a person is known by, looked for in texts: in whatever spelling a phone was typed, and never a part of a longer number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

GONE = "[erased]"
LEAST_TELLING = 8
"""A shorter value, such as a household's number, stands in many texts by accident: it counts only where its kind is known."""

_BETWEEN_DIGITS = r"[\s().\-]*"
_CHINA = "86"


@dataclass(frozen=True)
class Traces:
    """The identifiers `(kind, value)` of one person, each in its one spelling."""

    identifiers: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, identifiers: Iterable[tuple[str, str]]) -> Traces:
        """Return the traces of the identifiers."""
        return cls(frozenset(identifiers))

    def known_by(self, who: Iterable[tuple[str, str]]) -> bool:
        """Say whether one of the identifiers is the person's."""
        return not self.identifiers.isdisjoint(who)

    def values_of(self, kind: str) -> frozenset[str]:
        """Return the person's identifiers of a kind."""
        return frozenset(value for held, value in self.identifiers if held == kind)

    def spells(self, kind: str, text: str, normalise: Callable[[str], str | None]) -> bool:
        """Say whether the text is one of the person's identifiers of the kind, however it is written."""
        tail = _tail(text)
        return any(_tail(value) == tail and normalise(text) == value for value in self.values_of(kind))

    def found_in(self, value: Any) -> bool:
        """Say whether a text, or any text within a JSON value, names the person by something that is no accident."""
        if isinstance(value, str):
            return self._pattern is not None and self._pattern.search(_plain(value)) is not None
        if isinstance(value, dict):
            return any(self.found_in(key) or self.found_in(held) for key, held in value.items())
        if isinstance(value, list | tuple):
            return any(self.found_in(held) for held in value)
        return isinstance(value, int) and not isinstance(value, bool) and self.found_in(str(value))

    def redacted(self, value: Any) -> Any:
        """Return the text or JSON value with what names the person replaced."""
        if isinstance(value, dict):
            return {self.redacted(key): self.redacted(held) for key, held in value.items()}
        if isinstance(value, list | tuple):
            return [self.redacted(held) for held in value]
        if not self.found_in(value) or self._pattern is None:
            return value
        replaced = self._pattern.sub(GONE, str(value))
        # What shows only in another spelling of the signs, such as full-width digits, goes as a whole.
        return GONE if self.found_in(replaced) else replaced

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        told = sorted({pattern for kind, value in self.identifiers if (pattern := _pattern_of(kind, value))})
        if not told:
            return None
        return re.compile(rf"(?<![0-9a-z])(?:{'|'.join(told)})(?![0-9a-z])", re.IGNORECASE)


def _pattern_of(kind: str, value: str) -> str | None:
    plain = _plain(value)
    if kind == "phone":
        digits = [sign for sign in plain if sign.isdigit()]
        code, national = ("".join(digits[:2]), digits[2:]) if plain.startswith(f"+{_CHINA}") else ("", digits)
        prefix = rf"(?:\+?(?:00)?{code}{_BETWEEN_DIGITS})?" if code else r"\+?(?:00)?"
        return prefix + _BETWEEN_DIGITS.join(national)
    return re.escape(plain) if len(plain) >= LEAST_TELLING else None


def _tail(text: str) -> str:
    """Return the last signs that no spelling changes: cheap to compare before normalising."""
    return "".join(sign for sign in _plain(text[-20:]).lower() if sign.isalnum())[-4:]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
