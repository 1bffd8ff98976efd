"""Reading segments: the definition, the members as they were last evaluated, and what a segment leaf stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siyu.accounts.definitions import Definitions
from siyu.accounts.models import Workspace
from siyu.lib import bitmaps
from siyu.lib.text import Text
from siyu.understand.rules.known import Known
from siyu.understand.rules.parse import parse_rule
from siyu.understand.rules.tree import Rule
from siyu.understand.segments.documents import NOBODY
from siyu.understand.segments.models import Segment, SegmentMembership
from siyu.unify.members.base import base_of
from siyu.unify.members.identity import to_canonical

if TYPE_CHECKING:
    from pyroaring import BitMap


SEGMENTS = Definitions(Segment, "segment", Text("分群", "segment"), ("label", "refresh"))


def find_segment(workspace: Workspace, name: str) -> Segment:
    """Return the segment; raises `Refusal` (404) with the nearest known name."""
    return SEGMENTS.find(workspace, name)


def members_of(segment: Segment) -> BitMap:
    """Return the members as last evaluated, under the ids they have now, without those erased since."""
    rows = SegmentMembership.objects.filter(segment=segment).values_list("chunk", "bits")
    workspace = segment.workspace
    return to_canonical(workspace, bitmaps.from_chunks(dict(rows))) & base_of(workspace)


def segments_of(workspace: Workspace, member_id: int) -> list[dict[str, Any]]:
    """Return name and label of the segments a canonical member is in, as last evaluated."""
    chunks = SegmentMembership.objects.filter(segment__workspace=workspace, chunk=member_id >> bitmaps.CHUNK_BITS)
    found = chunks.select_related("segment").order_by("segment__name")
    return [
        {"name": row.segment.name, "label": row.segment.label}
        for row in found
        if member_id in bitmaps.from_chunks({row.chunk: row.bits})
    ]


def rule_or_members(workspace: Workspace, name: str) -> Rule | BitMap | None:
    """Return what `segment: name` stands for: a rule evaluated at the same instant, or the members once frozen."""
    segment = Segment.objects.filter(workspace=workspace, name=name).first()
    if segment is None:
        return None
    if segment.refresh == "frozen" and segment.evaluated_version == segment.version:
        return members_of(segment)
    return rule_of(segment)


def rule_of(segment: Segment) -> Rule:
    """Return the parsed rule of a saved segment; that of a frozen copy holds for nobody."""
    if segment.is_given:
        return NOBODY
    return parse_rule(segment.document["rule"], Known(segment.workspace.currency))
