"""Lists of messages, batches and suppressions, page by page; quick with a million of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet

from siyu.accounts.models import Workspace
from siyu.engage.messaging.models import Batch, Message, Suppression
from siyu.engage.messaging.rules import label_of_rule
from siyu.lib.errors import Refusal
from siyu.lib.paging import page, read_cursor
from siyu.lib.text import Text
from siyu.unify.members.identity import canonical_of, sources_of

COUNTED_UP_TO = 10_000
"""A filtered list says how many there are up to here; walking over a million rows to say more helps nobody."""


def list_messages(
    workspace: Workspace, filters: Mapping[str, Any], member_id: int | None, cursor: str | None, limit: int
) -> dict[str, Any]:
    """Return a page of messages, the newest first; those of a member under all of their ids."""
    rows = Message.objects.filter(workspace=workspace, **{name: value for name, value in filters.items() if value})
    if member_id is not None:
        rows = rows.filter(of_person(workspace, member_id))
    total = len(rows.order_by()[: COUNTED_UP_TO + 1].values_list("pk", flat=True))
    if place := read_cursor(cursor, int):
        rows = rows.filter(pk__lt=place[0])
    shown, following = page(rows.order_by("-pk")[: limit + 1], limit, lambda row: [row.pk])
    return {
        "items": [show_message(row) for row in shown],
        "next": following,
        "total": total if total <= COUNTED_UP_TO else None,
    }


def of_person(workspace: Workspace, member_id: int) -> Q:
    """Return the condition of messages for a person, or to one of their addresses."""
    sources = sources_of(workspace, canonical_of(workspace, member_id))
    return Q(source_id__in=sources) | Q(addressed_id__in=sources)


def messages_of(workspace: Workspace, member_id: int, limit: int = 20) -> list[dict[str, Any]]:
    """Return the last messages of a member with what became of each, and why."""
    rows = Message.objects.filter(of_person(workspace, member_id), workspace=workspace)
    return [show_message(row) for row in rows.order_by("-pk")[:limit]]


def find_message(workspace: Workspace, number: int) -> Message:
    """Return the message. Raises `Refusal` (404) when there is none."""
    found = Message.objects.filter(workspace=workspace, pk=number).first()
    if found is None:
        raise Refusal("message.unknown", Text("没有这条消息", "there is no such message"), where="message", status=404)
    return found


def show_message(row: Message) -> dict[str, Any]:
    """Return a message as the API shows it; never what it says, which may be personal."""
    names = (
        "id", "effect_key", "lane", "channel", "transport", "account", "template", "template_version",
        "content_class", "state", "rule", "reason", "due_at", "deadline_at", "attempts", "platform_id", "made_at",
        "sent_at", "finished_at",
    )  # fmt: skip
    rule = label_of_rule(row.rule)
    return {
        **{name: getattr(row, name) for name in names},
        "batch": row.batch_id,
        "member_id": row.member_id or row.source_id,
        "rule_label": rule.as_dict() if rule else None,
    }


def count_messages(workspace: Workspace, batch: int | None = None) -> list[dict[str, Any]]:
    """Return how many messages there are by state and rule."""
    rows = Message.objects.filter(workspace=workspace)
    if batch is not None:
        rows = rows.filter(batch=batch)
    found = rows.values("state", "rule").annotate(count=Count("pk")).order_by("state", "rule")
    return [{**row, "rule_label": label.as_dict() if (label := label_of_rule(row["rule"])) else None} for row in found]


def list_batches(workspace: Workspace, state: str | None, cursor: str | None, limit: int) -> dict[str, Any]:
    """Return a page of batches, the newest first."""
    rows = Batch.objects.filter(workspace=workspace, **({"state": state} if state else {}))
    return _paged(rows, cursor, limit)


def list_suppressions(
    workspace: Workspace, filters: Mapping[str, Any], member_id: int | None, cursor: str | None, limit: int
) -> dict[str, Any]:
    """Return a page of suppressions, the newest first."""
    rows = Suppression.objects.filter(workspace=workspace, **{name: value for name, value in filters.items() if value})
    if member_id is not None:
        rows = rows.filter(source_id__in=sources_of(workspace, canonical_of(workspace, member_id)))
    return _paged(rows, cursor, limit)


def _paged(rows: QuerySet[Any], cursor: str | None, limit: int) -> dict[str, Any]:
    total = rows.count()
    if place := read_cursor(cursor, int):
        rows = rows.filter(pk__lt=place[0])
    shown, following = page(rows.order_by("-pk")[: limit + 1], limit, lambda row: [row.pk])
    return {"items": shown, "next": following, "total": total}
