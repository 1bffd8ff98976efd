"""Hypothesis strategies for rules over a given history: values come from the history, so leaves are rarely trivial."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.oracle.features import FEATURES, INEXACT_FEATURES, MONEY_FEATURES, feature
from tests.oracle.histories import BRANDS, CATEGORIES, DAYS, EVENT_TYPES, SHOPS, STORES, TOUCH_TYPES, instants
from tests.oracle.history import History
from tests.oracle.language import (
    All,
    AnyOf,
    AttributeLeaf,
    Did,
    FeatureLeaf,
    Not,
    Ops,
    Reachable,
    Rule,
    SegmentLeaf,
    Total,
    Where,
    Window,
)
from tests.oracle.rules import CHANNELS, evaluate

ORDERED = ("eq", "ne", "gt", "gte", "lt", "lte", "in", "between", "missing")
INEXACT_OPS = ("gt", "lt", "between", "missing")
TEXT_OPS = ("eq", "ne", "in", "contains", "starts_with", "missing")
WHERE_VALUES: dict[str, tuple[Any, ...]] = {
    "product.id": ("p0", "p1", "p2", "unknown"),
    "product.category": CATEGORIES[1:],
    "product.brand": BRANDS[1:],
    "store.id": STORES[1:],
    "channel": SHOPS[1:],
    "campaign.id": ("c1", "c2"),
}
ORDERED_PROPERTIES = ("product.id", "product.category", "product.brand", "store.id", "channel", "net", "quantity")
NUMBERS: dict[str, list[Any]] = {"quantity": [0, 1, 2], "net": [0, 199, 500, 1000, 2550]}
EVENT_PROPERTIES = ("product.id", "product.category", "store.id", "channel", "campaign.id")
TOUCH_PROPERTIES = ("channel", "campaign.id")
TEXT_FEATURES = frozenset({"favourite_category", "favourite_brand", "favourite_store", "favourite_channel"})
SEGMENT_NAMES = ("first", "second")


@st.composite
def moments(draw: st.DrawFn, history: History) -> datetime:
    """Draw an instant to evaluate at: on, just before or just after a fact, or somewhere nobody did anything."""
    facts = [*history.orders, *history.refunds, *history.events]
    at = draw(st.sampled_from([fact.occurred_at for fact in facts]) | instants(history.zone))
    return at + draw(st.sampled_from((timedelta(), timedelta(microseconds=-1), timedelta(days=30), timedelta(days=1))))


@st.composite
def operators(draw: st.DrawFn, values: list[Any], names: tuple[str, ...]) -> Ops:
    """Draw one comparison, or a lower and an upper bound, with values near the given ones."""
    op = draw(st.sampled_from(names))
    pick = st.sampled_from(values)
    if op == "missing":
        return ((op, draw(st.booleans())),)
    if op == "in":
        return ((op, tuple(draw(st.lists(pick, min_size=1, max_size=3)))),)
    if op == "between":
        low, high = sorted((draw(pick), draw(pick)))
        return ((op, (low, high)),)
    if op in {"contains", "starts_with"}:
        return ((op, draw(pick)[: draw(st.integers(1, 4))]),)
    if op == "gte" and draw(st.booleans()):
        return ((op, draw(pick)), ("lt", draw(pick)))
    return ((op, draw(pick)),)


@st.composite
def rules(draw: st.DrawFn, history: History, at: datetime, depth: int = 2, segments: bool = True) -> Rule:
    """Draw a rule of at most `depth` levels of all, any and not."""
    if depth == 0 or draw(st.integers(0, 2)) == 0:
        return draw(leaves(history, at, segments=segments))
    inner = rules(history, at, depth - 1, segments)
    kind = draw(st.sampled_from((All, AnyOf, Not)))
    if kind is Not:
        return Not(draw(inner))
    parts = tuple(draw(st.lists(inner, min_size=1, max_size=3)))
    return All(parts) if kind is All else AnyOf(parts)


@st.composite
def leaves(draw: st.DrawFn, history: History, at: datetime, *, segments: bool = True) -> Rule:
    """Draw one leaf of any kind; a leaf that is the same for everybody is mostly drawn again."""
    for _ in range(3):
        leaf = draw(_any_leaves(history, at, segments=segments))
        if isinstance(leaf, SegmentLeaf) or 0 < len(evaluate(history, leaf, at)) < len(history.base()):
            break
    return leaf


@st.composite
def _any_leaves(draw: st.DrawFn, history: History, at: datetime, *, segments: bool) -> Rule:
    kinds = ["feature", "attribute", "did", "did", "total", "reachable", *(["segment"] if segments else [])]
    match draw(st.sampled_from(kinds)):
        case "feature":
            return draw(_feature_leaves(history, at))
        case "attribute":
            return draw(_attribute_leaves())
        case "did":
            return draw(_did_leaves(history, at))
        case "total":
            return draw(_total_leaves(history, at))
        case "segment":
            return SegmentLeaf(draw(st.sampled_from(SEGMENT_NAMES)))
    return Reachable(draw(st.sampled_from(sorted(CHANNELS))))


@st.composite
def _feature_leaves(draw: st.DrawFn, history: History, at: datetime) -> FeatureLeaf:
    name = draw(st.sampled_from(sorted(FEATURES)))
    found = [feature(history, name, member, at) for member in history.base()]
    values: list[Any] = [value for value in found if value is not None]
    if name in TEXT_FEATURES:
        return FeatureLeaf(name, draw(operators(values or ["MILK"], TEXT_OPS)))
    if name in INEXACT_FEATURES:
        return FeatureLeaf(name, draw(operators(_near(name, values), INEXACT_OPS)))
    return FeatureLeaf(name, draw(operators(values or [DAYS[4] if name.endswith("_on") else 1], ORDERED)))


def _near(name: str, values: list[float]) -> list[float | int]:
    if name in MONEY_FEATURES:
        return sorted({int(value) + shift for value in values for shift in (0, 1)}) or [1]
    return sorted({round(value + shift, 3) for value in values for shift in (-0.005, 0.005)}) or [0.505]


@st.composite
def _attribute_leaves(draw: st.DrawFn) -> AttributeLeaf:
    if draw(st.booleans()):
        return AttributeLeaf("level", draw(operators(["gold", "golden", "silver"], TEXT_OPS)))
    return AttributeLeaf("points", draw(operators([0, 1, 5, 10], ORDERED)))


@st.composite
def _wheres(draw: st.DrawFn, names: tuple[str, ...]) -> Where:
    chosen = draw(st.lists(st.sampled_from(names), max_size=2, unique=True))
    return tuple((name, draw(_where_operators(name))) for name in chosen)


@st.composite
def _where_operators(draw: st.DrawFn, name: str) -> Ops:
    if name in NUMBERS:
        return draw(operators(NUMBERS[name], ORDERED))
    values = list(WHERE_VALUES[name])
    if draw(st.booleans()):
        return (("eq", draw(st.sampled_from(values))),)
    return draw(operators(values, TEXT_OPS))


@st.composite
def windows(draw: st.DrawFn, history: History, at: datetime) -> Window | None:
    """Draw no window, one in days, hours or minutes whose edge may fall on a fact, two brand days, or since joining."""
    kind = draw(st.sampled_from(("none", "d", "d", "h", "m", "between", "joined")))
    if kind == "none":
        return None
    if kind in {"d", "h", "m"}:
        size = {"d": 86_400, "h": 3_600, "m": 60}[kind]
        ages = [int((at - fact.occurred_at).total_seconds() // size) for fact in [*history.orders, *history.events]]
        near = [amount for age in ages for amount in (age, age + 1, age + 2) if 1 <= amount <= 3650]
        return Window(kind, draw(st.sampled_from([1, 30, 90, *near])))
    if kind == "between":
        first, last = sorted((draw(st.sampled_from(DAYS)), draw(st.sampled_from(DAYS))))
        return Window("between", 0, first, last)
    return Window("joined")


@st.composite
def _did_leaves(draw: st.DrawFn, history: History, at: datetime) -> Did:
    fact = draw(st.sampled_from(("ordered", "ordered", *EVENT_TYPES, *TOUCH_TYPES)))
    names = ORDERED_PROPERTIES if fact == "ordered" else EVENT_PROPERTIES if fact in EVENT_TYPES else TOUCH_PROPERTIES
    where = draw(_wheres(names))
    times = draw(st.just((("gte", 1),)) | operators([0, 1, 2], tuple(op for op in ORDERED if op != "missing")))
    return Did(fact, where, times, draw(windows(history, at)))


@st.composite
def _total_leaves(draw: st.DrawFn, history: History, at: datetime) -> Total:
    measure = draw(st.sampled_from(("sum", "average", "largest", "distinct")))
    where, window = draw(_wheres(ORDERED_PROPERTIES)), draw(windows(history, at))
    if measure == "distinct":
        of = draw(st.sampled_from(("product.id", "product.category", "product.brand", "store.id")))
        return Total(measure, "ordered", of, draw(operators([0, 1, 2], ORDERED)), where, window)
    of = draw(st.sampled_from(("net", "net", "quantity")))
    sold = [line.sales for line in history.lines] + [order.sales for order in history.orders]
    values = [0, 1, 2, 3] if of == "quantity" else sorted({0, 500, *sold})
    ops = draw(operators(values, INEXACT_OPS if measure == "average" else ORDERED))
    return Total(measure, "ordered", of, ops, where, window)
