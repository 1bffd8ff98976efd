"""Hypothesis strategies for rules over a given history: values come from the history, so leaves are rarely trivial."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from tests.oracle.features import FEATURES, INEXACT_FEATURES, MONEY_FEATURES, feature
from tests.oracle.histories import BRANDS, CATEGORIES, DAYS, EVENT_TYPES, SCOPES, SHOPS, STORES, TOUCH_TYPES, instants
from tests.oracle.history import History
from tests.oracle.language import (
    Against,
    All,
    AnyOf,
    AttributeLeaf,
    Consented,
    Did,
    FeatureLeaf,
    Not,
    Ops,
    Reachable,
    Rule,
    SegmentLeaf,
    Sequence,
    Step,
    Top,
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
TEXT_FEATURES = frozenset(
    f"favourite_{what}" for what in ("category", "department", "brand", "store", "channel", "weekday", "daypart")
)
FACTS = ("ordered", "ordered", *EVENT_TYPES, *TOUCH_TYPES)
BESIDE = ("lt", "gt", "lte", "gte", "eq", "ne")
TIMES = (Fraction(1), Fraction(1), Fraction(1, 2), Fraction(3, 2), Fraction(1, 10), Fraction(2))
SHARES = (Fraction(7), Fraction(25), Fraction(50), Fraction(25, 2), Fraction(100), Fraction(1, 10))
COUNTS = (
    FEATURES.keys()
    - TEXT_FEATURES
    - INEXACT_FEATURES
    - MONEY_FEATURES
    - frozenset(name for name in FEATURES if name.endswith("_on") or "_share" in name or "_rate" in name)
)
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
    kinds = [
        "feature", "against", "top", "attribute", "did", "did", "sequence", "sequence", "total", "reachable", "consent",
        *(["segment"] if segments else []),
    ]  # fmt: skip
    match draw(st.sampled_from(kinds)):
        case "feature":
            return draw(_feature_leaves(history, at))
        case "against":
            return draw(_against_leaves())
        case "top":
            return draw(_top_leaves())
        case "sequence":
            return draw(sequences(history, at))
        case "consent":
            return Consented(draw(st.sampled_from(SCOPES)))
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
def _against_leaves(draw: st.DrawFn) -> FeatureLeaf:
    """Draw a feature beside itself or another of its kind, now or some days ago; what is inexact only beside itself."""
    kinds = ([*sorted(COUNTS)], [*sorted(MONEY_FEATURES - INEXACT_FEATURES)], ["first_order_on", "last_order_on"])
    names = draw(st.sampled_from((*kinds, sorted(INEXACT_FEATURES))))
    name, op = draw(st.sampled_from(names)), draw(st.sampled_from(BESIDE))
    before = draw(st.sampled_from((0, 1, 30, 30, 90)))
    if names[0] in INEXACT_FEATURES:
        return FeatureLeaf(name, ((op, Against(None, before or 30)),))
    other = draw(st.sampled_from((None, *names))) if before else draw(st.sampled_from(names))
    times = Fraction(1) if name.endswith("_on") else draw(st.sampled_from(TIMES))
    beside = ((op, Against(other, before, times)),)
    return FeatureLeaf(name, beside if op != "lt" or draw(st.booleans()) else (*beside, ("missing", False)))


@st.composite
def _top_leaves(draw: st.DrawFn) -> Top:
    by = draw(st.sampled_from(sorted(FEATURES.keys() - TEXT_FEATURES - INEXACT_FEATURES)))
    bottom = draw(st.booleans())
    if draw(st.booleans()):
        return Top(by, Fraction(draw(st.integers(1, 6))), is_share=False, bottom=bottom)
    return Top(by, draw(st.sampled_from(SHARES)), bottom=bottom)


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
def sequences(draw: st.DrawFn, history: History, at: datetime) -> Sequence:
    """Draw two to four steps, with what must not follow beside any of them."""
    fact = draw(st.sampled_from(FACTS))
    first = Sequence(fact, draw(_step_wheres(fact)), draw(windows(history, at)))
    following = draw(_steps(history, at, draw(st.integers(1, 3))))
    if draw(st.booleans()):
        return replace(first, then=following)
    missing = draw(_last_steps(history, at))
    return replace(first, then=draw(st.sampled_from((None, following))), then_not=missing)


@st.composite
def _steps(draw: st.DrawFn, history: History, at: datetime, more: int) -> Step:
    step = draw(_last_steps(history, at))
    if draw(st.integers(0, 2)) == 0:
        step = replace(step, then_not=draw(_last_steps(history, at)))
    return replace(step, then=draw(_steps(history, at, more - 1))) if more > 1 else step


@st.composite
def _last_steps(draw: st.DrawFn, history: History, at: datetime) -> Step:
    fact = draw(st.sampled_from(FACTS))
    return Step(fact, draw(_step_wheres(fact)), draw(_lengths(history, at)))


def _step_wheres(fact: str) -> st.SearchStrategy[Where]:
    names = ("product.category", "store.id", "channel") if fact == "ordered" else ("channel", "store.id")
    return st.just(()) | st.just(()) | _wheres(names if fact not in TOUCH_TYPES else ("channel",))


@st.composite
def _lengths(draw: st.DrawFn, history: History, at: datetime) -> Window | None:
    """Draw how long after a step the next may come, often about as long as lies between two facts."""
    kind = draw(st.sampled_from(("none", "d", "d", "d", "h", "m")))
    if kind == "none":
        return None
    size = {"d": 86_400, "h": 3_600, "m": 60}[kind]
    moments = sorted({at, *(fact.occurred_at for fact in [*history.orders, *history.events] if fact.occurred_at <= at)})
    gaps = [int((later - earlier).total_seconds() // size) for earlier, later in pairwise(moments)]
    near = [amount for gap in gaps for amount in (gap, gap + 1) if 1 <= amount * size <= 366 * 86_400]
    return Window(kind, draw(st.sampled_from([1, 7, 60, *near])))


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
