"""`reachable: wecom` – has an identifier of the channel and did not withdraw from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from siyu.lib.text import Text
from siyu.understand.rules.kinds import LeafKind, Shape
from siyu.understand.rules.known import Known
from siyu.understand.rules.problems import join, unknown
from siyu.understand.rules.tree import Leaf
from siyu.unify.members.channels import CHANNELS

if TYPE_CHECKING:
    from pyroaring import BitMap

    from siyu.understand.inputs import Inputs


class ReachableShape(Shape):
    reachable: str


@dataclass(frozen=True, slots=True)
class ReachableLeaf(Leaf):
    channel: str


def parse(shape: ReachableShape, known: Known, where: str) -> ReachableLeaf:
    if shape.reachable not in CHANNELS:
        what = Text("渠道", "channel")
        raise unknown("rule.unknown_channel", what, shape.reachable, CHANNELS, join(where, "reachable"))
    return ReachableLeaf(shape.reachable)


def evaluate(leaves: Sequence[ReachableLeaf], inputs: Inputs) -> dict[ReachableLeaf, BitMap]:
    return {leaf: inputs.reachable(leaf.channel) & inputs.base for leaf in leaves}


KIND = LeafKind("reachable", Text("可触达", "Reachable"), ReachableShape, ReachableLeaf, parse, evaluate)
