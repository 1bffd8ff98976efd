"""`segment: vip-2026` – is in another segment; resolved by the evaluation, because it depends on other rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from siyu.lib.text import Text
from siyu.understand.rules.kinds import LeafKind, Shape
from siyu.understand.rules.known import Known
from siyu.understand.rules.problems import join, unknown
from siyu.understand.rules.tree import Leaf

if TYPE_CHECKING:
    from pyroaring import BitMap

    from siyu.understand.inputs import Inputs


class SegmentShape(Shape):
    segment: str


@dataclass(frozen=True, slots=True)
class SegmentLeaf(Leaf):
    name: str


def parse(shape: SegmentShape, known: Known, where: str) -> SegmentLeaf:
    if known.segments is not None and shape.segment not in known.segments:
        what = Text("分群", "segment")
        raise unknown("rule.unknown_segment", what, shape.segment, known.segments, join(where, "segment"))
    return SegmentLeaf(shape.segment)


def evaluate(leaves: Sequence[SegmentLeaf], inputs: Inputs) -> dict[SegmentLeaf, BitMap]:
    """Return nothing: `evaluate.py` puts the segment's own rule in the leaf's place."""
    return {}


KIND = LeafKind("segment", Text("分群", "Segment"), SegmentShape, SegmentLeaf, parse, evaluate)
