"""Money as integer minor units of an ISO 4217 currency; major units exist only in documents, files and on screens."""

from __future__ import annotations

from decimal import Decimal

from siyu.lib.errors import Refusal
from siyu.lib.text import Text

WITHOUT_MINOR_UNIT = frozenset({"JPY", "KRW", "VND", "CLP", "ISK", "XAF", "XOF", "XPF", "UGX", "PYG", "RWF"})
WITH_THREE_DIGITS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})


def exponent_of(currency: str) -> int:
    """Return how many decimal digits the currency has (CNY 2, JPY 0, KWD 3)."""
    if currency in WITHOUT_MINOR_UNIT:
        return 0
    return 3 if currency in WITH_THREE_DIGITS else 2


def to_minor(amount: Decimal | int | str, currency: str) -> int:
    """Return the amount in minor units.

    Raises `Refusal` when the amount has more digits than the currency: money is never rounded silently.
    """
    scaled = Decimal(amount) * (10 ** exponent_of(currency))
    if scaled != scaled.to_integral_value():
        raise Refusal(
            "money.too_precise",
            Text(
                "金额 {amount} 的小数位多于 {currency} 允许的位数",
                "amount {amount} has more digits than {currency} allows",
            ).format(amount=amount, currency=currency),
        )
    return int(scaled)


def to_major(minor: int, currency: str) -> Decimal:
    """Return minor units as an exact decimal in major units."""
    return Decimal(minor).scaleb(-exponent_of(currency))
