"""`top: 7%, by: money_365d` and `bottom: 100, by: …` – the first or last of everybody by a feature."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from siyu.lib.text import Text
from siyu.understand.features.registry import feature_named
from siyu.understand.rules.kinds import LeafKind, Shape
from siyu.understand.rules.known import Known
from siyu.understand.rules.leaves.feature import evaluate
from siyu.understand.rules.problems import join, shortened, wrong
from siyu.understand.rules.tree import Leaf

Side = Literal["top", "bottom"]
MOST = 1_000_000_000
_SHARE = re.compile(r"(\d{1,3}(?:\.\d{1,4})?) ?%")


class TopShape(Shape):
    top: Any
    by: str


class BottomShape(Shape):
    bottom: Any
    by: str


@dataclass(frozen=True, slots=True)
class TopLeaf(Leaf):
    """Among the first `count`, or the first `share` (0 to 1) of those who have the feature; one of the two is None.

    Ranked among the whole base, whomever it is evaluated for. Who has the same value as the last one is in too.
    """

    side: Side
    by: str
    share: Fraction | None
    count: int | None


def _parse(side: Side, raw: object, by: str, where: str) -> TopLeaf:
    feature = feature_named(by, join(where, "by"))
    if feature.type == "text":
        raise wrong(
            "rule.not_ranked",
            join(where, "by"),
            "{name} 是文字，不能排名；请选数值、金额或日期特征",
            "{name} is a word and has no rank; choose a number, an amount or a date",
            name=feature.name,
        )
    path = join(where, side)
    found = _SHARE.fullmatch(raw) if isinstance(raw, str) else None
    share = Fraction(found[1]) / 100 if found else None
    if (share is None and not isinstance(raw, int)) or isinstance(raw, bool):
        raise wrong(
            "rule.wrong_type",
            path,
            "须为 7% 这样的比例或 100 这样的人数，而不是 {value}",
            "needs a share such as 7% or a number of members such as 100, not {value}",
            value=shortened(raw),
        )
    count = raw if isinstance(raw, int) else None
    if not (1 <= count <= MOST if count is not None else share is not None and 0 < share <= 1):
        raise wrong(
            "rule.impossible_rank",
            path,
            "比例须大于 0% 且不超过 100%，人数至少为 1",
            "a share is above 0% and at most 100%, a number of members at least 1",
        )
    return TopLeaf(side, feature.name, share, count)


def parse_top(shape: TopShape, known: Known, where: str) -> TopLeaf:
    return _parse("top", shape.top, shape.by, where)


def parse_bottom(shape: BottomShape, known: Known, where: str) -> TopLeaf:
    return _parse("bottom", shape.bottom, shape.by, where)


KINDS = (
    LeafKind("top", Text("排名靠前", "Top"), TopShape, TopLeaf, parse_top, evaluate, of_all=True),
    LeafKind("bottom", Text("排名靠后", "Bottom"), BottomShape, TopLeaf, parse_bottom, evaluate, of_all=True),
)
