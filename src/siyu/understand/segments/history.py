"""The log of who came into segments and who left them: told of a segment, or of one person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from siyu.accounts.models import Workspace
from siyu.lib import bitmaps
from siyu.understand.segments.models import Segment, SegmentChange

MOST_CHANGES = 10_000


def moves_of(segment: Segment, limit: int) -> list[dict[str, Any]]:
    """Return the last moments at which somebody came in or left, the newest first: when, why, how many each way."""
    found: dict[tuple[Any, str, int], dict[str, Any]] = {}
    rows = SegmentChange.objects.filter(segment=segment).order_by("-pk")
    for at, cause, version, ins, outs in rows.values_list("at", "cause", "version", "ins", "outs").iterator(
        chunk_size=500
    ):
        key = (at, cause, version)
        if key not in found and len(found) == limit:
            break
        moment = found.setdefault(key, {"at": at, "cause": cause, "version": version, "entered": 0, "left": 0})
        moment["entered"] += ins
        moment["left"] += outs
    return list(found.values())


def changes_of(workspace: Workspace, sources: Iterable[int]) -> Iterator[dict[str, Any]]:
    """Yield when each of a person's ids came into a segment or left it, the newest first."""
    ids = bitmaps.from_ids(list(sources))
    chunks = {one >> bitmaps.CHUNK_BITS for one in ids}
    rows = SegmentChange.objects.filter(segment__workspace=workspace, chunk__in=chunks).select_related("segment")
    for row in rows.order_by("-pk")[:MOST_CHANGES].iterator(chunk_size=500):
        for what, bits in (("entered", row.entered), ("left", row.left)):
            for source in bitmaps.from_chunks({row.chunk: bits}) & ids:
                yield {"segment": row.segment.name, "member_id": source, "at": row.at, "what": what}
