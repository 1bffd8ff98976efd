"""The history of one member's tags, read from the bitmaps of changes, the newest first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from siyu.accounts.models import Workspace
from siyu.lib import bitmaps
from siyu.understand.tags.listing import document_of, labels_of
from siyu.understand.tags.models import Tag, TagChange

MOST_READ = 20_000
"""Rows of changes looked into for one answer: a year of nights for fifty tags."""


def changes_of(
    workspace: Workspace, sources: Iterable[int], limit: int, tag: Tag | None = None
) -> list[dict[str, Any]]:
    """Return the last changes of all ids of a member: tag, value before and now, when, why, by which version and act."""
    ids = bitmaps.from_ids(list(sources))
    rows = TagChange.objects.filter(tag__workspace=workspace, chunk__in={one >> bitmaps.CHUNK_BITS for one in ids})
    if tag is not None:
        rows = rows.filter(tag=tag)
    found: list[dict[str, Any]] = []
    for row in rows.select_related("tag", "act").order_by("-pk")[:MOST_READ].iterator(chunk_size=500):
        if bitmaps.from_chunks({row.chunk: row.bits}) & ids:
            found.append(_told(row))
            if len(found) == limit:
                break
    return found


def since_of(tag: Tag, sources: Iterable[int], value: str) -> datetime | None:
    """Return when a member last came to have the value, None when that is beyond what was kept."""
    ids = bitmaps.from_ids(list(sources))
    chunks = {one >> bitmaps.CHUNK_BITS for one in ids}
    rows = TagChange.objects.filter(tag=tag, value=value, chunk__in=chunks).order_by("-pk")[:MOST_READ]
    for at, chunk, bits in rows.values_list("at", "chunk", "bits").iterator(chunk_size=500):
        if bitmaps.from_chunks({chunk: bits}) & ids:
            return at
    return None


def _told(row: TagChange) -> dict[str, Any]:
    label = labels_of(document_of(row.tag))
    return {
        "tag": row.tag.name,
        "label": row.tag.label,
        "at": row.at,
        "version": row.version,
        "cause": row.cause,
        "act": row.act_id,
        "by": row.act.by if row.act else "",
        "before": row.before,
        "before_label": label(row.before) if row.before else None,
        "value": row.value,
        "value_label": label(row.value) if row.value else None,
    }
