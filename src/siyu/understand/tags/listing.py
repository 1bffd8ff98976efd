"""The list of tags, found by words, group, type and owner, in the order asked for; and tags as words of rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.labels import Label
from siyu.lib.paging import read_cursor, write_cursor
from siyu.lib.text import Text
from siyu.understand.live.reading import show_freshness
from siyu.understand.tags.documents import TagDocument, values_of_document
from siyu.understand.tags.models import Tag, TagMembership, TagPoint
from siyu.understand.tags.reading import standing_tags
from siyu.understand.tags.sources import source_labels
from siyu.understand.tags.words import OTHER, PLAIN

_KEYS: dict[str, Callable[[Tag], Any]] = {
    "name": lambda tag: tag.name,
    "group": lambda tag: (tag.group, tag.name),
    "members": lambda tag: tag.members,
    "evaluated_at": lambda tag: tag.evaluated_at,
    "updated_at": lambda tag: tag.updated_at,
}
PLAIN_LABEL = Text("是", "Yes")
OTHER_LABEL = Text("其他", "Other")


@dataclass(frozen=True, slots=True)
class Page:
    """Tags of a page, the cursor of the next one and how many the list holds in all."""

    items: list[dict[str, Any]]
    next: str | None
    total: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to; an empty word narrows nothing. Retired tags are a list of their own."""

    search: str = ""
    group: str = ""
    type: str = ""
    owner: str = ""
    retired: bool = False

    def holds(self, tag: Tag) -> bool:
        """Say whether a tag is wanted."""
        words = self.search.strip().lower()
        asked = ((self.group, tag.group), (self.type, tag.type), (self.owner, tag.owner))
        if self.retired == (tag.retired_at is None) or any(wanted and wanted != has for wanted, has in asked):
            return False
        return words in tag.name or any(words in text.lower() for text in tag.label.values())


def list_tags(workspace: Workspace, wanted: Wanted, sort: str, cursor: str | None, limit: int) -> Page:
    """Return a page of tags; `sort` is one of name, group, members, evaluated_at, updated_at, a minus for descending."""
    column = sort.removeprefix("-")
    if column not in _KEYS:
        text = Text("不能按“{sort}”排序", "cannot sort by “{sort}”").format(sort=sort)
        mend = Text("可用：{sorts}", "Known: {sorts}").format(sorts=", ".join(_KEYS))
        raise Refusal("tags.sort", text, where="sort", mend=mend)
    # A workspace has hundreds of tags, not millions: they are found and sorted here.
    found = [tag for tag in Tag.objects.filter(workspace=workspace).order_by("name") if wanted.holds(tag)]
    show_freshness(workspace, found, "tag:")
    key = _KEYS[column]
    known = sorted((tag for tag in found if key(tag) is not None), key=key, reverse=sort.startswith("-"))
    ordered = known + [tag for tag in found if key(tag) is None]
    place = read_cursor(cursor, int)
    start = max(place[0], 0) if place else 0
    more = start + limit < len(ordered)
    labels = source_labels(workspace)
    rows = [row_of(tag) | {"source_label": labels.get(tag.source)} for tag in ordered[start : start + limit]]
    return Page(rows, write_cursor([start + limit]) if more else None, len(ordered))


def row_of(tag: Tag) -> dict[str, Any]:
    """Return a tag as lists show it."""
    names = ("name", "label", "group", "type", "owner", "source", "expires_days", "members", "base", "coverage",
             "evaluated_at", "updated_at", "updated_by", "version", "retired_at")  # fmt: skip
    counts = {"values": len(values_of_document(document_of(tag))), "doubts": len(tag.doubts)}
    return {name: getattr(tag, name) for name in names} | counts


def document_of(tag: Tag) -> TagDocument:
    """Return the document of a saved tag, which was checked when it was saved."""
    return TagDocument.model_validate(tag.document)


def labels_of(document: TagDocument) -> Callable[[str], Label]:
    """Return what names a value of the tag: its label, else the value as it is."""
    known = {one.value: one.label for one in document.values if one.label is not None}

    def label(value: str) -> Label:
        if value in known:
            return known[value]
        if value == PLAIN and not document.values:
            return PLAIN_LABEL.as_dict()
        is_rest = value == OTHER and document.type == "raw"
        return OTHER_LABEL.as_dict() if is_rest else Text(value, value).as_dict()

    return label


def declared_values(workspace: Workspace) -> Mapping[str, tuple[str, ...]]:
    """Return the values of every tag by its name, none where any may be delivered."""
    tags = standing_tags(workspace)
    return {tag.name: () if tag.type == "raw" else values_of_document(document_of(tag)) for tag in tags}


def tag_terms(workspace: Workspace) -> list[dict[str, Any]]:
    """Return every tag with the values rules can compare it with: declared ones, then those that were delivered."""
    held: dict[int, set[str]] = {}
    raw = TagMembership.objects.filter(tag__workspace=workspace, tag__type="raw")
    for tag_id, value in raw.values_list("tag", "value").distinct():
        held.setdefault(tag_id, set()).add(value)
    found = []
    for tag in standing_tags(workspace):
        document = document_of(tag)
        label = labels_of(document)
        declared = values_of_document(document)
        values = [*declared, *sorted(held.get(tag.pk, set()) - set(declared))]
        named = [{"value": value, "label": label(value)} for value in values]
        found.append({"name": tag.name, "label": tag.label, "group": tag.group, "values": named})
    return found


def values_told(tag: Tag) -> list[dict[str, Any]]:
    """Return the values of a tag with their members as last evaluated: declared ones in order, others by frequency."""
    point = TagPoint.objects.filter(tag=tag).order_by("-on").first()
    counts: dict[str, int] = point.values if point else {}
    base = tag.base or 0
    document = document_of(tag)
    declared = values_of_document(document)
    label = labels_of(document)
    others = sorted(counts.keys() - set(declared), key=lambda value: (-counts[value], value))
    return [
        {"value": value, "label": label(value), "members": counts.get(value, 0),
         "share": counts.get(value, 0) / base if base else 0.0}
        for value in (*declared, *others)
    ]  # fmt: skip


def expires_at(tag: Tag, given_at: datetime | None) -> datetime | None:
    """Return when a value given at an instant expires, None for never."""
    if tag.expires_days is None or given_at is None:
        return None
    return given_at + timedelta(days=tag.expires_days)
