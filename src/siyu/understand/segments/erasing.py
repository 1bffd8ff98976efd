"""What segments hold about one person: their place in members as last evaluated, and identifiers written into rules."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from siyu.accounts.personal import Person, PersonalData
from siyu.accounts.redacting import count_named, redact_named
from siyu.lib import bitmaps
from siyu.lib.text import Text
from siyu.understand.segments.models import Segment, SegmentMembership, SegmentVersion

_SEGMENT, _VERSION = ("label", "document"), ("document",)


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


def _documents(person: Person) -> tuple[Any, Any]:
    versions = SegmentVersion.objects.filter(segment__workspace=person.workspace)
    return Segment.objects.filter(workspace=person.workspace), versions


def _count_documents(person: Person) -> int:
    segments, versions = _documents(person)
    return count_named(segments, _SEGMENT, person.traces) + count_named(versions, _VERSION, person.traces)


def _redact_documents(person: Person) -> None:
    segments, versions = _documents(person)
    redact_named(segments, _SEGMENT, person.traces)
    redact_named(versions, _VERSION, person.traces)


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
        name="segment_rules",
        label=Text("分群规则中的标识", "Identifiers in rules of segments"),
        holds=("understand_segments.Segment", "understand_segments.SegmentVersion"),
        fate="redacted",
        count=_count_documents,
        erase=_redact_documents,
    ),
)
