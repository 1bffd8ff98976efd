"""`feature: orders_365d, is: {gte: 3}` – compares a feature of the member with values, other features or its own past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import Field

from siyu.lib.text import Text
from siyu.understand.features.registry import feature_named
from siyu.understand.rules.beside import Beside, parse_beside
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
    """The condition and every comparison with another feature must hold; a missing value on either side is false."""

    name: str
    condition: Condition
    beside: tuple[tuple[str, Beside], ...] = ()


def parse(shape: FeatureShape, known: Known, where: str) -> FeatureLeaf:
    feature = feature_named(shape.feature, join(where, "feature"))
    raw, path = shape.is_, join(where, "is")
    others: dict[str, Any] = {}
    if isinstance(raw, Mapping):
        others = {name: value for name, value in raw.items() if isinstance(value, Mapping)}
        raw = {name: value for name, value in raw.items() if name not in others}
    is_plain = bool(raw) or not others
    condition = parse_condition(raw, feature.type, known.currency, path) if is_plain else Condition(())
    beside = [
        (str(name), parse_beside(value, str(name), feature, join(path, str(name)))) for name, value in others.items()
    ]
    return FeatureLeaf(feature.name, condition, tuple(sorted(beside, key=lambda one: one[0])))


def evaluate(leaves: Sequence[Leaf], inputs: Inputs) -> dict[Leaf, BitMap]:
    """Compute the features of all leaves, those of `top` and `bottom` too, as few times as possible."""
    from siyu.understand.rules.columns import evaluate_columns

    return evaluate_columns(leaves, inputs)


KIND = LeafKind("feature", Text("特征", "Feature"), FeatureShape, FeatureLeaf, parse, evaluate)
