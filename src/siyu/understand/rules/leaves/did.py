"""`did: ordered, where: …, times: {gte: 2}, within: 90d` – counts the facts of a kind that match."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from siyu.lib.text import Text
from siyu.understand.rules.conditions import Condition, parse_condition
from siyu.understand.rules.kinds import LeafKind, Shape
from siyu.understand.rules.known import Known
from siyu.understand.rules.leaves.matching import MatchLeaf, ages, evaluate, parse_fact, parse_where
from siyu.understand.rules.problems import join, wrong
from siyu.understand.rules.windows import parse_window

AT_LEAST_ONCE = Condition((("gte", 1),))
COUNTS = ("eq", "ne", "gt", "gte", "lt", "lte", "in", "between")


class DidShape(Shape):
    did: str
    where: Mapping[str, Any] = {}
    times: Any = None
    within: Any = None
    between: Any = None
    since: Any = None


class DidLeaf(MatchLeaf):
    """How often a member did something."""


def parse(shape: DidShape, known: Known, where: str) -> DidLeaf:
    fact = parse_fact(shape.did, known, join(where, "did"))
    return DidLeaf(
        did=shape.did,
        where=parse_where(fact, shape.where, known, join(where, "where")),
        window=parse_window(shape.within, shape.between, shape.since, where),
        measure="times",
        measured=None,
        condition=_times(shape.times, known, join(where, "times")),
    )


def _times(raw: object, known: Known, where: str) -> Condition:
    if raw is None:
        return AT_LEAST_ONCE
    condition = parse_condition(raw, "number", known.currency, where, COUNTS)
    for operator, wanted in condition.tests:
        for count in wanted if isinstance(wanted, tuple) else (wanted,):
            if not isinstance(count, int) or count < 0:
                raise wrong(
                    "rule.wrong_type",
                    join(where, operator) if isinstance(raw, Mapping) else where,
                    "次数须为不小于 0 的整数",
                    "a number of times is a whole number from 0",
                )
    return condition


KIND = LeafKind("did", Text("做过", "Did"), DidShape, DidLeaf, parse, evaluate, ages)
