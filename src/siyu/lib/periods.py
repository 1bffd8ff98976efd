"""Periods of whole brand days and the one before, of the same length."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """Brand days from `first` to `last`, both included."""

    first: date
    last: date

    @classmethod
    def ending(cls, last: date, days: int) -> Period:
        """Return the period of so many days that ends on `last`."""
        return cls(last - timedelta(days=days - 1), last)

    @property
    def before(self) -> Period:
        """The period of the same length that ends the day before this one begins."""
        length = self.last - self.first
        return Period(self.first - timedelta(days=1) - length, self.first - timedelta(days=1))

    def as_dict(self) -> dict[str, date]:
        return {"from": self.first, "to": self.last}
