"""Writing down who is in a segment: the chunks that differ, who came in and who left, and the day's size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F
from pyroaring import BitMap

from siyu.lib import bitmaps
from siyu.understand.segments.models import Segment, SegmentChange, SegmentMembership, SizePoint

KEPT = timedelta(days=730)
"""How long changes are kept, as those of tags are."""

Held = Mapping[int, bytes | memoryview]


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and why the members of a segment are written down; `base` is how many members there are."""

    at: datetime
    on: date
    cause: str
    base: int


@dataclass(frozen=True, slots=True)
class Moved:
    """What changes in one chunk: its members now, who came in and who left."""

    chunk: int
    after: BitMap
    entered: BitMap
    left: BitMap


def moved_in(held: Held, found: BitMap, among: BitMap | None = None) -> Iterator[Moved]:
    """Yield the chunks in which `found`, or of `among` only what is found there, differs from what is held.

    `held` are the chunks as kept: all of them, or those `among` falls into.
    """
    wanted = bitmaps.to_chunks(found if among is None else found & among)
    asked = (
        None if among is None else {chunk: BitMap.deserialize(raw) for chunk, raw in bitmaps.to_chunks(among).items()}
    )
    for chunk in sorted(held.keys() | wanted.keys()):
        before = BitMap.deserialize(bytes(held[chunk])) if chunk in held else BitMap()
        after = BitMap.deserialize(wanted[chunk]) if chunk in wanted else BitMap()
        if asked is not None:
            after |= before - asked.get(chunk, BitMap())
        if before != after:
            yield Moved(chunk, after, after - before, before - after)


def keep_members(segment: Segment, found: BitMap, occasion: Occasion, among: BitMap | None = None) -> int:
    """Keep the members of a segment, or what of `among` is in it, and return how many changed.

    Call in a transaction that holds the segment's row: members, what changed and the size are written together.
    """
    rows = SegmentMembership.objects.filter(segment=segment)
    if among is not None:
        rows = rows.filter(chunk__in=chunks_of(among))
    moved = list(moved_in(dict(rows.values_list("chunk", "bits")), found, among))
    rows.filter(chunk__in=[one.chunk for one in moved]).delete()
    SegmentMembership.objects.bulk_create(
        SegmentMembership(segment=segment, chunk=one.chunk, bits=one.after.serialize()) for one in moved if one.after
    )
    SegmentChange.objects.bulk_create(_change(segment, one, occasion) for one in moved)
    more = sum(len(one.entered) - len(one.left) for one in moved)
    mine = Segment.objects.filter(pk=segment.pk)
    mine.update(size=len(found) if among is None else F("size") + more, base=occasion.base)
    if among is None or moved:
        size = mine.values_list("size", flat=True).get()
        point = {"size": size, "base": occasion.base}
        SizePoint.objects.update_or_create(segment=segment, on=occasion.on, defaults=point)
    return sum(len(one.entered) + len(one.left) for one in moved)


def forget_old_changes(segment: Segment, at: datetime) -> None:
    """Delete the changes that are older than they are kept."""
    SegmentChange.objects.filter(segment=segment, at__lt=at - KEPT).delete()


def chunks_of(members: BitMap) -> list[int]:
    """Return the numbers of the chunks that members fall into."""
    return list(bitmaps.to_chunks(members))


def locked(segment: Segment, erasures: int) -> bool:
    """Lock the segment's row; False when it was changed, or somebody erased, since it was read."""
    current = Segment.objects.select_for_update(of=("self",)).filter(pk=segment.pk, version=segment.version)
    return current.filter(workspace__erasures=erasures).exists()


def _change(segment: Segment, moved: Moved, occasion: Occasion) -> SegmentChange:
    return SegmentChange(
        segment=segment,
        at=occasion.at,
        version=segment.version,
        cause=occasion.cause,
        chunk=moved.chunk,
        entered=moved.entered.serialize(),
        left=moved.left.serialize(),
        ins=len(moved.entered),
        outs=len(moved.left),
    )
