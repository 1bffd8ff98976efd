"""What segments hold about one person: their place in members as last evaluated, and identifiers written into rules."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from siyu.accounts.personal import Person, PersonalData
from siyu.accounts.redacting import Texts, redacted
from siyu.lib import bitmaps
from siyu.lib.text import Text
from siyu.understand.segments.models import Segment, SegmentMembership, SegmentVersion


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
    redacted(
        "segment_rules",
        Text("分群规则中的标识", "Identifiers in rules of segments"),
        Texts(Segment, ("label", "document")),
        Texts(SegmentVersion, ("document",), "segment__workspace"),
    ),
)
