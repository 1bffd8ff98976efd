"""What segments hold about one person: their place among members, when they came and left, identifiers in rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import F

from siyu.accounts.personal import Person, PersonalData
from siyu.accounts.redacting import Texts, redacted
from siyu.lib import bitmaps
from siyu.lib.text import Text
from siyu.understand.segments.models import Segment, SegmentChange, SegmentMembership, SegmentVersion


def _chunks(person: Person) -> Any:
    chunks = {source >> bitmaps.CHUNK_BITS for source in person.sources}
    return SegmentMembership.objects.filter(segment__workspace=person.workspace, chunk__in=chunks)


def _count_places(person: Person) -> int:
    gone = bitmaps.from_ids(person.sources)
    return sum(len(bitmaps.from_chunks({0: bits}) & gone) for bits in _chunks(person).values_list("bits", flat=True))


def _leave(person: Person) -> None:
    gone = bitmaps.from_ids(person.sources)
    for number in list(_chunks(person).values_list("pk", flat=True)):
        with transaction.atomic():
            row = SegmentMembership.objects.select_for_update().filter(pk=number).first()
            held = bitmaps.from_chunks({0: row.bits}) if row is not None else gone
            if row is not None and held & gone:
                row.bits = (held - gone).serialize()
                row.save(update_fields=["bits"])
                Segment.objects.filter(pk=row.segment_id).update(size=F("size") - len(held & gone))


def _changes(person: Person) -> Iterator[int]:
    """Yield the keys of the changes that name the person."""
    gone, chunks = bitmaps.from_ids(person.sources), {source >> bitmaps.CHUNK_BITS for source in person.sources}
    rows = SegmentChange.objects.filter(segment__workspace=person.workspace, chunk__in=chunks)
    for key, entered, left in rows.values_list("pk", "entered", "left").iterator(chunk_size=500):
        if bitmaps.from_chunks({0: entered, 1: left}) & gone:
            yield key


def _leave_changes(person: Person) -> None:
    gone = bitmaps.from_ids(person.sources)
    for key in list(_changes(person)):
        with transaction.atomic():
            row = SegmentChange.objects.select_for_update().filter(pk=key).first()
            if row is not None:
                row.entered, row.left = (
                    (bitmaps.from_chunks({0: bits}) - gone).serialize() for bits in (row.entered, row.left)
                )
                row.save(update_fields=["entered", "left"])


def _export_changes(person: Person) -> Iterator[dict[str, Any]]:
    from siyu.understand.segments.history import changes_of

    yield from changes_of(person.workspace, person.sources)


def _export(person: Person) -> Any:
    from siyu.understand.segments.reading import segments_of

    for source in person.sources:
        yield from ({"member_id": source, **held} for held in segments_of(person.workspace, source))


STORES = (
    PersonalData(
        name="segment_members",
        label=Text("所在分群", "Segments the person is in"),
        holds=("understand_segments.SegmentMembership",),
        fate="erased",
        count=_count_places,
        erase=_leave,
        export=_export,
    ),
    PersonalData(
        name="segment_changes",
        label=Text("分群进出记录", "When the person came into segments and left them"),
        holds=("understand_segments.SegmentChange",),
        fate="erased",
        count=lambda person: sum(1 for _ in _changes(person)),
        erase=_leave_changes,
        export=_export_changes,
    ),
    redacted(
        "segment_rules",
        Text("分群规则中的标识", "Identifiers in rules of segments"),
        Texts(Segment, ("label", "document")),
        Texts(SegmentVersion, ("document",), "segment__workspace"),
    ),
)
