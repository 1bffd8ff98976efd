"""`attribute: city, is: {in: [Wuhan]}` – compares what is known about the member as text, a number or a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import Field

from siyu.lib.text import Text
from siyu.understand.rules.conditions import Condition, Type, parse_condition
from siyu.understand.rules.kinds import LeafKind, Shape
from siyu.understand.rules.known import Known
from siyu.understand.rules.problems import join, unknown
from siyu.understand.rules.tree import Leaf

if TYPE_CHECKING:
    import pyarrow as pa
    from pyroaring import BitMap

    from siyu.understand.inputs import Inputs

JOINED_ON = "joined_on"
"""The day of joining: the one attribute every workspace has, and a date."""

_ORDERED = {"gt", "gte", "lt", "lte", "between"}


class AttributeShape(Shape):
    attribute: str
    is_: Any = Field(alias="is")


@dataclass(frozen=True, slots=True)
class AttributeLeaf(Leaf):
    name: str
    type: Type
    condition: Condition


def parse(shape: AttributeShape, known: Known, where: str) -> AttributeLeaf:
    name = shape.attribute
    if known.attributes is not None and name not in {*known.attributes, JOINED_ON}:
        names = [*known.attributes, JOINED_ON]
        raise unknown("rule.unknown_attribute", Text("属性", "attribute"), name, names, join(where, "attribute"))
    kind = _type_of(name, shape.is_)
    return AttributeLeaf(name, kind, parse_condition(shape.is_, kind, known.currency, join(where, "is")))


def _type_of(name: str, raw: object) -> Type:
    """Attributes have no declared type: an order comparison says by its values whether it is of days or numbers."""
    if name == JOINED_ON:
        return "date"
    if not isinstance(raw, Mapping) or not _ORDERED & raw.keys():
        return "text"
    operand = next(value for operator, value in raw.items() if operator in _ORDERED)
    sample = operand[0] if isinstance(operand, list | tuple) and operand else operand
    return "date" if isinstance(sample, date) or (isinstance(sample, str) and "-" in sample[1:]) else "number"


def evaluate(leaves: Sequence[AttributeLeaf], inputs: Inputs) -> dict[AttributeLeaf, BitMap]:
    """Compare each attribute's column; members without it have a missing value."""
    from siyu.understand.rules.masks import members_where, typed

    found = {}
    for leaf in leaves:
        table: pa.Table = inputs.attributes(leaf.name)
        values = typed(table["value"], leaf.type)
        found[leaf] = members_where(leaf.condition, table["member_id"].to_numpy(), values, inputs.base)
    return found


KIND = LeafKind("attribute", Text("属性", "Attribute"), AttributeShape, AttributeLeaf, parse, evaluate)
