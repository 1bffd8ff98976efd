"""What a feature is and which features there are; upper wings add theirs from their `apps.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from siyu.lib.errors import Refusal
from siyu.lib.text import Text, nearest

if TYPE_CHECKING:
    import ibis

    from siyu.understand.features.work import Work

Unit = Literal["count", "money", "days", "rate", "ratio", "date", "text", "items", "points"]
Type = Literal["number", "money", "date", "text", "rate"]
Over = Literal["orders", "lines"]

TYPE_OF_UNIT: dict[str, Type] = {
    "count": "number", "items": "number", "days": "number", "money": "money", "rate": "rate", "ratio": "number",
    "date": "date", "text": "text", "points": "number",
}  # fmt: skip

GROUPS: dict[str, Text] = {
    "recency": Text("最近", "Recency"),
    "frequency": Text("频次", "Frequency"),
    "money": Text("金额", "Money"),
    "basket": Text("客单", "Basket"),
    "items": Text("商品", "Items"),
    "discount": Text("优惠", "Discount"),
    "rhythm": Text("购买节奏", "Rhythm"),
    "favourite": Text("偏好", "Favourites"),
    "refund": Text("退款", "Refunds"),
    "tenure": Text("时长", "Tenure"),
    "activity": Text("行为", "Activity"),
    "response": Text("触达与互动", "Response"),
    "benefits": Text("积分与券", "Points and coupons"),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """The day a feature is computed for."""

    today: date

    def since(self, days: int) -> date:
        """Return the first day of a window of whole days that ends today, today included."""
        return self.today - timedelta(days=days - 1)

    def until(self, days: int) -> date:
        """Return the last day of a window of whole days that begins today."""
        return self.today + timedelta(days=days - 1)


@dataclass(frozen=True, slots=True)
class Source:
    """Rows with a `member_id` that features are computed from.

    `read(work, since_on)` gives them; `one_a_member` says there is already one row a member, so that the feature picks
    a column instead of aggregating. `over` names the rows it shares with other sources: they are read once for all of
    them, with the columns `reads`, or those that the features name where it gives the shared rows themselves.
    """

    name: str
    read: Callable[[Work, date | None], ibis.Table]
    one_a_member: bool = False
    over: Over | None = None
    reads: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """A number, date or word about a member, declared once as an Ibis expression over the rows of its source.

    `window` is the number of days before which no row matters; without it all history is read. A feature whose source
    is `DERIVED` is computed from the features it `needs`. Members without rows have 0 for a count, items or a sum of
    money, and nothing for every other unit and for an `extreme`.
    """

    name: str
    label: Text
    unit: Unit
    group: str
    source: str
    expr: Callable[[ibis.Table, Moment], ibis.Value]
    about: Text
    window: int | None = None
    needs: tuple[str, ...] = ()
    extreme: bool = False

    @property
    def type(self) -> Type:
        """How a rule compares it."""
        return TYPE_OF_UNIT[self.unit]

    @property
    def is_number(self) -> bool:
        """Whether its values can be added and averaged."""
        return self.type not in {"date", "text"}

    @property
    def is_zero_without_rows(self) -> bool:
        if self.source == DERIVED:
            return self.unit == "count"
        return self.unit in {"count", "items", "money", "points"} and not self.extreme


def fact_source(table: str) -> Source:
    """Return the source of all facts of a table, one row a fact."""
    return Source(table, lambda work, since_on: work.inputs.facts(table, since_on))


DERIVED = "features"

_features: dict[str, Feature] = {}
_sources: dict[str, Source] = {}


def add_source(source: Source) -> None:
    """Register a source under its name."""
    _sources[source.name] = source


def add_features(features: Iterable[Feature]) -> None:
    """Register features; a name that is taken by another declaration is an error of the programmer."""
    for feature in features:
        if _features.setdefault(feature.name, feature) is not feature:
            raise ValueError(f"two features are called {feature.name}")


def all_features() -> tuple[Feature, ...]:
    """Return every feature, in the order of declaration."""
    _read_catalogue()
    return tuple(_features.values())


def feature_named(name: str, where: str | None = None, status: int = 422) -> Feature:
    """Return the feature; raises `Refusal` with the nearest known name."""
    _read_catalogue()
    if name in _features:
        return _features[name]
    near = nearest(name, _features)
    raise Refusal(
        "rule.unknown_feature",
        Text("没有名为“{name}”的特征", "there is no feature called {name!r}").format(name=name),
        where=where,
        mend=Text("您是指 {near} 吗？", "Did you mean {near}?").format(near=near) if near else None,
        status=status,
    )


def source_named(name: str) -> Source:
    """Return the source a feature names."""
    _read_catalogue()
    return _sources[name]


def _read_catalogue() -> None:
    import siyu.understand.features.catalogue  # noqa: F401 - declares the features; imports this module first
