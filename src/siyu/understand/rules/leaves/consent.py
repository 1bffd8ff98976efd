"""`consent: marketing.sms` – agreed to a purpose, by a channel where it has them, and none of the person's ids withdrew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from siyu.lib.text import Text
from siyu.understand.rules.kinds import LeafKind, Shape
from siyu.understand.rules.known import Known
from siyu.understand.rules.problems import join, unknown
from siyu.understand.rules.tree import Leaf
from siyu.unify.consents.purposes import SCOPES

if TYPE_CHECKING:
    from pyroaring import BitMap

    from siyu.understand.inputs import Inputs


class ConsentShape(Shape):
    consent: str


@dataclass(frozen=True, slots=True)
class ConsentLeaf(Leaf):
    scope: str


def parse(shape: ConsentShape, known: Known, where: str) -> ConsentLeaf:
    if shape.consent not in SCOPES:
        what = Text("同意事项", "consent")
        raise unknown("rule.unknown_consent", what, shape.consent, SCOPES, join(where, "consent"))
    return ConsentLeaf(shape.consent)


def evaluate(leaves: Sequence[ConsentLeaf], inputs: Inputs) -> dict[ConsentLeaf, BitMap]:
    return {leaf: inputs.agreed(leaf.scope) & inputs.base for leaf in leaves}


KIND = LeafKind("consent", Text("已同意", "Agreed to"), ConsentShape, ConsentLeaf, parse, evaluate)
