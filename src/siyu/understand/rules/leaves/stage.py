"""`stage: lifecycle, is: {in: [at_risk, lost]}` – which stage of a model the member is in, now or on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import Field

from siyu.lib.text import Text
from siyu.understand.rules.conditions import Condition, parse_condition, parse_date
from siyu.understand.rules.kinds import LeafKind, Shape
from siyu.understand.rules.known import Known
from siyu.understand.rules.problems import join, unknown, wrong
from siyu.understand.rules.tree import Leaf
from siyu.understand.stages.kinds import LIFECYCLE, MODELS

if TYPE_CHECKING:
    from pyroaring import BitMap

    from siyu.understand.inputs import Inputs

COMPARISONS = ("eq", "ne", "in")


class StageShape(Shape):
    stage: str
    is_: Any = Field(alias="is")
    category: str | None = None
    on: Any = None


@dataclass(frozen=True, slots=True)
class StageLeaf(Leaf):
    """Is in such a stage of a model, at the end of the day `on` or now; the lifecycle may be that of a category."""

    model: str
    category: str | None
    on: date | None
    condition: Condition


def parse(shape: StageShape, known: Known, where: str) -> StageLeaf:
    if shape.stage not in MODELS:
        raise unknown(
            "rule.unknown_stages", Text("阶段模型", "model of stages"), shape.stage, MODELS, join(where, "stage")
        )
    if shape.category is not None and shape.stage != LIFECYCLE.name:
        path = join(where, "category")
        raise wrong("rule.no_category", path, "只有生命周期可以按品类", "only the lifecycle goes by category")
    condition = parse_condition(shape.is_, "text", known.currency, join(where, "is"), COMPARISONS)
    names = MODELS[shape.stage].names
    for _, wanted in condition.tests:
        for name in wanted if isinstance(wanted, tuple) else (wanted,):
            if name not in names:
                raise unknown("rule.unknown_stage", Text("阶段", "stage"), name, names, join(where, "is"))
    on = None if shape.on is None else parse_date(shape.on, join(where, "on"))
    return StageLeaf(shape.stage, shape.category, on, condition)


def evaluate(leaves: Sequence[StageLeaf], inputs: Inputs) -> dict[StageLeaf, BitMap]:
    """Work out each model and day once; everybody's rhythm is told by everybody, however few are asked for."""
    from functools import cache

    from siyu.lib import bitmaps
    from siyu.understand.stages.standing import Standing, standing_on

    @cache
    def standing(model: str, category: str | None, on: date | None) -> Standing:
        return standing_on(inputs if on is None else inputs.until(on), model, category)

    found = {}
    for leaf in leaves:
        wanted = [place for place, name in enumerate(MODELS[leaf.model].names) if leaf.condition.holds(name)]
        found[leaf] = bitmaps.from_ids(standing(leaf.model, leaf.category, leaf.on).in_(wanted)) & inputs.base
    return found


KIND = LeafKind("stage", Text("阶段", "Stage"), StageShape, StageLeaf, parse, evaluate, of_all=True)
