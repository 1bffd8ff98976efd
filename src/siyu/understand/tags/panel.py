"""The tags of one member, as member 360 shows them."""

from __future__ import annotations

from typing import Any

from siyu.accounts.models import Workspace
from siyu.understand.tags.history import since_of
from siyu.understand.tags.listing import document_of, expires_at, labels_of
from siyu.understand.tags.models import Tag
from siyu.understand.tags.reading import values_of_member
from siyu.understand.tags.sources import source_labels
from siyu.unify.members.identity import sources_of


def member_tags(workspace: Workspace, member_id: int) -> list[dict[str, Any]]:
    """Return every tag a canonical member has, by group and name: value, type, source, since, when it expires."""
    sources = sources_of(workspace, member_id)
    held = values_of_member(workspace, member_id, sources)
    tags = Tag.objects.filter(workspace=workspace, pk__in=held).order_by("group", "name")
    labels = source_labels(workspace)
    return [_told(tag, held[tag.pk], sources) | {"source_label": labels.get(tag.source)} for tag in tags]


def _told(tag: Tag, value: str, sources: list[int]) -> dict[str, Any]:
    since = since_of(tag, sources, value)
    return {
        "name": tag.name,
        "label": tag.label,
        "group": tag.group,
        "type": tag.type,
        "source": tag.source,
        "value": value,
        "value_label": labels_of(document_of(tag))(value),
        "since": since,
        "expires_at": expires_at(tag, since if tag.type == "manual" else tag.evaluated_at),
    }
