"""What tags hold about one person: their place among members, acts and changes, and identifiers written into documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db import models, transaction

from siyu.accounts.personal import Person, PersonalData
from siyu.accounts.redacting import Texts, redacted
from siyu.lib import bitmaps
from siyu.lib.text import Text
from siyu.understand.tags.documents import values_of_document
from siyu.understand.tags.history import changes_of
from siyu.understand.tags.listing import document_of
from siyu.understand.tags.models import (
    SourceTable,
    Tag,
    TagAct,
    TagActChunk,
    TagChange,
    TagMark,
    TagMembership,
    TagPoint,
    TagVersion,
)
from siyu.understand.tags.words import OTHER

MOST_CHANGES = 10_000


def _chunks(model: Any, workspace: str, person: Person) -> models.QuerySet[Any]:
    chunks = {source >> bitmaps.CHUNK_BITS for source in person.sources}
    rows: models.QuerySet[Any] = model.objects.filter(**{workspace: person.workspace}, chunk__in=chunks)
    return rows


def _named_in(model: Any, workspace: str, person: Person) -> Iterator[int]:
    """Yield the keys of the rows whose bitmap names the person."""
    gone = bitmaps.from_ids(person.sources)
    for key, bits in _chunks(model, workspace, person).values_list("pk", "bits").iterator(chunk_size=500):
        if bitmaps.from_chunks({0: bits}) & gone:
            yield key


def _leave(model: Any, workspace: str, person: Person) -> None:
    gone = bitmaps.from_ids(person.sources)
    for key in list(_named_in(model, workspace, person)):
        with transaction.atomic():
            row = model.objects.select_for_update().filter(pk=key).first()
            left = bitmaps.from_chunks({0: row.bits}) - gone if row is not None else None
            if row is not None and left:
                row.bits = left.serialize()
                row.save(update_fields=["bits"])
            elif row is not None:
                # What nobody else was ever told by would tell of the person: a value that was delivered for one alone.
                row.delete()


def _orphaned(person: Person) -> Iterator[tuple[TagPoint, dict[str, int]]]:
    """Yield the points of raw tags that count values nobody else has or had, and what is left of them."""
    for tag in Tag.objects.filter(workspace=person.workspace, type="raw"):
        held = set(TagMembership.objects.filter(tag=tag).values_list("value", flat=True).distinct())
        for column in ("before", "value"):
            held |= set(TagChange.objects.filter(tag=tag).values_list(column, flat=True).distinct())
        held |= {*values_of_document(document_of(tag)), OTHER}
        for point in TagPoint.objects.filter(tag=tag).order_by("pk").iterator(chunk_size=200):
            kept = {value: count for value, count in point.values.items() if value in held}
            if kept != point.values:
                rest = sum(point.values.values()) - sum(kept.values())
                yield point, {**kept, OTHER: kept.get(OTHER, 0) + rest}


def _count_others(person: Person) -> None:
    for point, values in list(_orphaned(person)):
        TagPoint.objects.filter(pk=point.pk).update(values=values)


def _bitmap_store(
    name: str, label: Text, model: Any, workspace: str, export: Callable[[Person], Iterator[Any]] | None = None
) -> PersonalData:
    """Return a store of bitmap chunks, which the person's ids leave."""
    return PersonalData(
        name=name,
        label=label,
        holds=(model._meta.label,),
        fate="erased",
        count=lambda person: sum(1 for _ in _named_in(model, workspace, person)),
        erase=lambda person: _leave(model, workspace, person),
        export=export,
    )


def _export_tags(person: Person) -> Iterator[dict[str, Any]]:
    from siyu.understand.tags.panel import member_tags

    for told in member_tags(person.workspace, person.sources[0]):
        yield {name: told[name] for name in ("name", "label", "group", "value", "since", "expires_at")}


def _export_changes(person: Person) -> Iterator[dict[str, Any]]:
    for told in changes_of(person.workspace, person.sources, MOST_CHANGES):
        yield {name: told[name] for name in ("tag", "at", "cause", "before", "value")}


def _marks(person: Person) -> models.QuerySet[TagMark]:
    return TagMark.objects.filter(act__tag__workspace=person.workspace, source_id__in=person.sources)


def _export_marks(person: Person) -> Iterator[dict[str, Any]]:
    for mark in _marks(person).select_related("act__tag").order_by("pk").iterator(chunk_size=500):
        yield {"source_id": mark.source_id, "tag": mark.act.tag.name, "how": mark.act.how, "value": mark.value,
               "at": mark.at}  # fmt: skip


STORES = (
    _bitmap_store(
        "tag_members", Text("所带标签", "Tags the person has"), TagMembership, "tag__workspace", _export_tags
    ),
    _bitmap_store(
        "tag_changes", Text("标签变化", "How the person's tags changed"), TagChange, "tag__workspace", _export_changes
    ),
    _bitmap_store("tag_acts", Text("批量打标签", "Bulk acts on tags"), TagActChunk, "act__tag__workspace"),
    PersonalData(
        name="tag_marks",
        label=Text("手动标签", "Tags given by hand"),
        holds=("understand_tags.TagMark",),
        fate="erased",
        count=lambda person: _marks(person).count(),
        erase=lambda person: _marks(person).delete() and None,
        export=_export_marks,
    ),
    PersonalData(
        name="tag_points",
        label=Text("标签每日人数", "Members of tags by day"),
        holds=("understand_tags.TagPoint",),
        fate="redacted",
        count=lambda person: sum(1 for _ in _orphaned(person)),
        erase=_count_others,
    ),
    redacted(
        "tag_rules",
        Text("标签文档中的标识", "Identifiers in documents of tags"),
        Texts(Tag, ("label", "document", "owner")),
        Texts(TagVersion, ("document",), "tag__workspace"),
        Texts(TagAct, ("about",), "tag__workspace"),
        Texts(SourceTable, ("document",)),
    ),
)
