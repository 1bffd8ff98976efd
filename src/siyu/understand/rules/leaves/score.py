"""`score: lead, is: {gte: 60}` – what a business contact scores; who is none has no score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import Field

from siyu.lib.text import Text
from siyu.understand.rules.conditions import Condition, parse_condition
from siyu.understand.rules.kinds import LeafKind, Shape
from siyu.understand.rules.known import Known
from siyu.understand.rules.problems import join, unknown
from siyu.understand.rules.tree import Leaf

if TYPE_CHECKING:
    from pyroaring import BitMap

    from siyu.understand.inputs import Inputs

SCORES = ("lead",)


class ScoreShape(Shape):
    score: str
    is_: Any = Field(alias="is")


@dataclass(frozen=True, slots=True)
class ScoreLeaf(Leaf):
    """Scores as the condition says; a member who is no business contact has a missing score."""

    name: str
    condition: Condition


def parse(shape: ScoreShape, known: Known, where: str) -> ScoreLeaf:
    if shape.score not in SCORES:
        raise unknown("rule.unknown_score", Text("评分", "score"), shape.score, SCORES, join(where, "score"))
    return ScoreLeaf(shape.score, parse_condition(shape.is_, "number", known.currency, join(where, "is")))


def evaluate(leaves: Sequence[ScoreLeaf], inputs: Inputs) -> dict[ScoreLeaf, BitMap]:
    """Add the points up once a score; the parts are rules of their own."""
    import pyarrow as pa

    from siyu.understand.leads.scoring import scored
    from siyu.understand.rules.masks import members_where

    found = {}
    points = {name: scored(inputs, name) for name in {leaf.name for leaf in leaves}}
    for leaf in leaves:
        scores = points[leaf.name]
        values = pa.chunked_array([pa.array(scores.points, pa.int64())])
        found[leaf] = members_where(leaf.condition, scores.members, values, inputs.base)
    return found


KIND = LeafKind("score", Text("评分", "Score"), ScoreShape, ScoreLeaf, parse, evaluate, of_all=True)
