"""`feature: orders_365d, is: {gte: 3}` – compares a feature of the member."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import Field

from siyu.lib.text import Text
from siyu.understand.features.registry import feature_named
from siyu.understand.rules.conditions import Condition, parse_condition
from siyu.understand.rules.kinds import LeafKind, Shape
from siyu.understand.rules.known import Known
from siyu.understand.rules.problems import join
from siyu.understand.rules.tree import Leaf

if TYPE_CHECKING:
    from pyroaring import BitMap

    from siyu.understand.inputs import Inputs


class FeatureShape(Shape):
    feature: str
    is_: Any = Field(alias="is")


@dataclass(frozen=True, slots=True)
class FeatureLeaf(Leaf):
    name: str
    condition: Condition


def parse(shape: FeatureShape, known: Known, where: str) -> FeatureLeaf:
    feature = feature_named(shape.feature, join(where, "feature"))
    return FeatureLeaf(feature.name, parse_condition(shape.is_, feature.type, known.currency, join(where, "is")))


def evaluate(leaves: Sequence[FeatureLeaf], inputs: Inputs) -> dict[FeatureLeaf, BitMap]:
    """Compute the union of the features once and compare their columns."""
    from siyu.lib import bitmaps
    from siyu.understand.features.compute import compute
    from siyu.understand.rules.masks import mask

    table = compute(inputs, sorted({leaf.name for leaf in leaves}))
    ids = table["member_id"].to_numpy()
    return {leaf: bitmaps.from_ids(ids[mask(leaf.condition, table[leaf.name])]) for leaf in leaves}


KIND = LeafKind("feature", Text("特征", "Feature"), FeatureShape, FeatureLeaf, parse, evaluate)
