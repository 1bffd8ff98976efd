"""What stands for a field: numbers that compare as numbers and print as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Self

from siyu.lib.money import exponent_of, to_major

Value = str | int | Decimal | date | None
Values = Mapping[str, Value]

SIGNS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "HKD": "HK$"}


class Money(Decimal):
    """An amount in major units that prints with its currency: `¥1,234.50`."""

    sign: str
    digits: int

    @classmethod
    def of(cls, minor: int, currency: str) -> Self:
        """Return minor units of a currency."""
        money = cls(to_major(minor, currency))
        money.sign = SIGNS.get(currency, f"{currency} ")
        money.digits = exponent_of(currency)
        return money

    def like(self, number: Decimal) -> Money:
        """Return another amount of the same currency."""
        money = Money(number)
        money.sign, money.digits = self.sign, self.digits
        return money

    def __str__(self) -> str:
        return f"{'-' if self < 0 else ''}{self.sign}{Decimal(abs(self)):,.{self.digits}f}"


class Rate(Decimal):
    """A share from 0 to 1 that prints as per cent with one decimal."""

    def __str__(self) -> str:
        return f"{_rounded(Decimal(self * 100), '0.1')}%"


class Ratio(Decimal):
    """A number that prints with one decimal at most."""

    def __str__(self) -> str:
        return f"{_rounded(Decimal(self), '0.1'):f}".removesuffix(".0")


def _rounded(number: Decimal, to: str) -> Decimal:
    return number.quantize(Decimal(to), ROUND_HALF_UP)
