"""`total: ordered.net, is: {gt: 100}` – sums, averages, or counts the different values of a property of facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from siyu.lib.text import Text
from siyu.understand.rules.conditions import parse_condition
from siyu.understand.rules.facts import Property
from siyu.understand.rules.kinds import LeafKind, Shape
from siyu.understand.rules.known import Known
from siyu.understand.rules.leaves.matching import MatchLeaf, ages, evaluate, parse_fact, parse_where, refuse_unmatchable
from siyu.understand.rules.problems import join, unknown, wrong
from siyu.understand.rules.windows import parse_window

Measure = Literal["total", "average", "largest", "distinct"]


class MeasureShape(Shape):
    where: Mapping[str, Any] = {}
    within: Any = None
    between: Any = None
    since: Any = None
    is_: Any = Field(alias="is")


class TotalShape(MeasureShape):
    total: str


class AverageShape(MeasureShape):
    average: str


class LargestShape(MeasureShape):
    largest: str


class DistinctShape(MeasureShape):
    distinct: str


class MeasureLeaf(MatchLeaf):
    """A sum, an average, the largest or the number of different values of a property over facts that match."""


def _parse(shape: MeasureShape, measure: Measure, known: Known, where: str) -> MeasureLeaf:
    path = join(where, measure)
    did, dot, name = getattr(shape, measure).partition(".")
    fact = parse_fact(did, known, path)
    asked = fact.find(name)
    if asked is None:
        names = [f"{did}.{one.name}" for one in fact.properties]
        full = f"{did}{dot}{name}"
        raise unknown("rule.unknown_property", Text("属性", "property"), full, names, path)
    _refuse_words(measure, asked, path)
    conditions = parse_where(fact, shape.where, known, join(where, "where"))
    refuse_unmatchable(fact, (name, *(one for one, _ in conditions)), path)
    return MeasureLeaf(
        did=did,
        where=conditions,
        window=parse_window(shape.within, shape.between, shape.since, where),
        measure=measure,
        measured=name,
        condition=parse_condition(
            shape.is_, "number" if measure == "distinct" else asked.type, known.currency, join(where, "is")
        ),
    )


def _refuse_words(measure: Measure, asked: Property, where: str) -> None:
    if measure != "distinct" and not asked.adds_up:
        raise wrong(
            "rule.not_an_amount",
            where,
            "{name} 不是可相加的数，只能用 distinct",
            "{name} is no amount; only distinct can count it",
            name=asked.name,
        )


def _kind(measure: Measure, label: Text, shape: type[MeasureShape]) -> LeafKind:
    return LeafKind(
        measure,
        label,
        shape,
        MeasureLeaf,
        lambda given, known, where: _parse(given, measure, known, where),
        evaluate,
        ages,
    )


KINDS = (
    _kind("total", Text("合计", "Total"), TotalShape),
    _kind("average", Text("平均", "Average"), AverageShape),
    _kind("largest", Text("最大", "Largest"), LargestShape),
    _kind("distinct", Text("不同个数", "Different"), DistinctShape),
)
