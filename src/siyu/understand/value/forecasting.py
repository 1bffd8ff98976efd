"""What each member will probably buy and spend: BG/NBD for how often, Gamma-Gamma for how much."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from siyu.analytics.clv import BetaGeo, GammaGamma, discounted_purchases
from siyu.understand.value.repeats import Floats, Repeats

MONTH_DAYS = 30


@dataclass(frozen=True)
class Forecast:
    """Models fitted to purchases, and what they say of the same members for the days after `repeats.until`."""

    repeats: Repeats
    buying: BetaGeo
    spending: GammaGamma

    @classmethod
    def of(cls, repeats: Repeats) -> Forecast:
        """Fit both models. Raises `ValueError` or `NotFittedError` when the purchases do not tell their parameters."""
        # A mean below one minor unit, after refunds or of gifts only, says nothing of what somebody spends.
        paid = (repeats.frequency > 0) & (repeats.spent > 0)
        spending = GammaGamma().fit(repeats.frequency[paid], repeats.spent[paid])
        return cls(repeats, BetaGeo().fit(*repeats.history), spending)

    @cached_property
    def alive(self) -> Floats:
        """The probability of each to be a customer still."""
        return self.buying.alive(*self.repeats.history)

    @cached_property
    def spent_a_purchase(self) -> Floats:
        """The expected worth of a purchase of each, in minor units."""
        paid = self.repeats.spent > 0
        frequency = np.where(paid, self.repeats.frequency, 0.0)
        return self.spending.predict(frequency, np.where(paid, self.repeats.spent, 0.0))

    @cached_property
    def due_in_days(self) -> Floats:
        """In how many days each has bought again with a probability of one half; ∞ for whom that never comes."""
        return self.buying.due(*self.repeats.history)

    def purchases(self, days: int) -> Floats:
        """Return the expected purchases of each in the coming days."""
        return self.buying.predict(float(days), *self.repeats.history)

    def quiet(self, days: int) -> Floats:
        """Return the probability of each to buy nothing in the coming days."""
        return self.buying.quiet(float(days), *self.repeats.history)

    def value(self, days: int, yearly_rate: float = 0.0) -> Floats:
        """Return what each will probably spend in the coming days, in minor units of today: later months are discounted."""
        months = max(round(days / MONTH_DAYS), 1)
        rate = (1.0 + yearly_rate) ** (days / months / 365) - 1.0
        bought = discounted_purchases(
            self.buying, *self.repeats.history, periods=months, length=days / months, rate=rate
        )
        return bought * self.spent_a_purchase
