"""`tag: price-sensitivity, is: high` – has a tag, or a value of it; resolved by the evaluation like a segment."""

from __future__ import annotations

from collections.abc import Collection, Sequence
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


class TagShape(Shape):
    tag: str
    is_: Any = Field(default=None, alias="is")


@dataclass(frozen=True, slots=True)
class TagLeaf(Leaf):
    """Has the tag; with a condition, has a value of it the condition holds for, none being a missing one."""

    name: str
    condition: Condition | None


def parse(shape: TagShape, known: Known, where: str) -> TagLeaf:
    if known.tags is not None and shape.tag not in known.tags:
        raise unknown("rule.unknown_tag", Text("标签", "tag"), shape.tag, known.tags, join(where, "tag"))
    if shape.is_ is None:
        return TagLeaf(shape.tag, None)
    condition = parse_condition(shape.is_, "text", known.currency, join(where, "is"))
    _refuse_unknown_values(condition, known.tags[shape.tag] if known.tags else (), join(where, "is"))
    return TagLeaf(shape.tag, condition)


def _refuse_unknown_values(condition: Condition, values: Collection[str], where: str) -> None:
    """Raise `Refusal` when a tag with values of its own is compared with one it cannot have."""
    for operator, wanted in condition.tests:
        if not values or operator not in {"eq", "ne", "in"}:
            continue
        for value in wanted if isinstance(wanted, tuple) else (wanted,):
            if value not in values:
                raise unknown("rule.unknown_tag_value", Text("标签值", "value of the tag"), value, values, where)


def evaluate(leaves: Sequence[TagLeaf], inputs: Inputs) -> dict[TagLeaf, BitMap]:
    """Return nothing: `evaluate.py` puts what the tag means in the leaf's place."""
    return {}


KIND = LeafKind("tag", Text("标签", "Tag"), TagShape, TagLeaf, parse, evaluate)
