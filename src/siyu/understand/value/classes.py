"""The eight classes of RFM as Chinese retail uses them: recency, frequency and money each high or low."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from siyu.analytics.rfm import Rfm
from siyu.lib.text import Text

HIGH = 4
"""A score from here on is high: the best two fifths."""


@dataclass(frozen=True, slots=True)
class ValueClass:
    """Members whose three scores are each high or not."""

    name: str
    label: Text
    recency: bool
    frequency: bool
    money: bool

    def holds(self, scores: Rfm) -> NDArray[np.bool_]:
        """Say for each member whether the class is theirs."""
        found: NDArray[np.bool_] = (
            ((scores.recency >= HIGH) == self.recency)
            & ((scores.frequency >= HIGH) == self.frequency)
            & ((scores.money >= HIGH) == self.money)
        )
        return found

    @property
    def rule(self) -> Text:
        """The class in words."""
        zh = [f"{name} {'高' if high else '低'}" for name, high in zip(("R", "F", "M"), self._highs, strict=True)]
        en = [f"{name} {'high' if high else 'low'}" for name, high in zip(("R", "F", "M"), self._highs, strict=True)]
        return Text(f"{'、'.join(zh)}（{HIGH} 分及以上为高）", f"{', '.join(en)} (high from {HIGH})")

    @property
    def _highs(self) -> tuple[bool, bool, bool]:
        return self.recency, self.frequency, self.money


CLASSES = (
    ValueClass("champions", Text("重要价值", "Champions"), True, True, True),
    ValueClass("to_develop", Text("重要发展", "Big spenders to develop"), True, False, True),
    ValueClass("to_keep", Text("重要保持", "Champions slipping away"), False, True, True),
    ValueClass("to_win_back", Text("重要挽留", "Big spenders to win back"), False, False, True),
    ValueClass("regulars", Text("一般价值", "Regulars"), True, True, False),
    ValueClass("newcomers", Text("一般发展", "Newcomers"), True, False, False),
    ValueClass("fading", Text("一般保持", "Fading regulars"), False, True, False),
    ValueClass("asleep", Text("一般挽留", "Asleep"), False, False, False),
)
"""Every combination once, so that each member has exactly one class."""
