"""Putting messages into the outbox: wanting the same effect twice makes one message."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from siyu.accounts.models import Workspace
from siyu.engage.messaging.models import BULK, CLASSES, LANES, MARKETING, TRANSACTIONAL, Batch, Message
from siyu.engage.messaging.transports import find_transport
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

MOST_CONTENT = 16_384


@dataclass(frozen=True, slots=True)
class Effect:
    """A message somebody wants sent, once.

    `key` is unique in the workspace (`enrolment:7:send-2:0`). Without a template `content` is what the transport takes;
    with one it holds the values the template is rendered with. `due_at` and `deadline_at` are business instants: not
    before, and dropped after.
    """

    key: str
    source_id: int
    transport: str
    content_class: str
    lane: str = BULK
    account: str = ""
    template: str = ""
    template_version: int | None = None
    content: Mapping[str, Any] = field(default_factory=dict)
    reward_trigger: str = ""
    due_at: datetime | None = None
    deadline_at: datetime | None = None


def queue_messages(workspace: Workspace, effects: Sequence[Effect], *, batch: Batch | None = None) -> int:
    """Write the effects that are not in the outbox yet and return how many; at most a thousand, inside a transaction.

    Nothing is decided here: the policy speaks when a message is due. Raises `Refusal` for what could never be sent.
    """
    now = workspace.clock.now()
    before = _known(workspace, effects)
    rows = [row_of(workspace, effect, batch, now) for effect in effects]
    Message.objects.bulk_create(rows, ignore_conflicts=True, batch_size=250)
    return _known(workspace, effects) - before


def likeness_of(transport: str, template: str, content: Mapping[str, Any]) -> str:
    """Return what two messages that say the same have in common: the template, else a digest of the content."""
    told = template or json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.blake2b(f"{transport}\x1f{told}".encode(), digest_size=16).hexdigest()


def row_of(workspace: Workspace, effect: Effect, batch: Batch | None, now: datetime) -> Message:
    """Return an effect as a message that is not written yet."""
    transport = find_transport(effect.transport)
    check_effect(effect)
    content = dict(effect.content)
    return Message(
        workspace=workspace,
        effect_key=effect.key,
        source_id=effect.source_id,
        batch=batch,
        lane=effect.lane,
        channel=transport.kind,
        transport=transport.name,
        account=effect.account,
        template=effect.template,
        template_version=effect.template_version,
        content=content,
        content_class=effect.content_class,
        reward_trigger=effect.reward_trigger,
        likeness=likeness_of(transport.name, effect.template, content),
        due_at=effect.due_at or now,
        deadline_at=effect.deadline_at,
        made_at=now,
    )


def check_effect(effect: Effect) -> None:
    """Raise `Refusal` for what could never be sent."""
    if effect.lane not in LANES or effect.content_class not in CLASSES:
        raise Refusal(
            "message.class",
            Text("未知的通道或内容类别", "there is no such lane or class of content"),
            where="content_class",
        )
    if effect.lane == TRANSACTIONAL and effect.content_class == MARKETING:
        raise Refusal(
            "message.lane",
            Text("营销内容不能走事务通道", "marketing has no place in the transactional lane"),
            where="lane",
        )
    if not effect.key or len(effect.key) > 120:
        raise Refusal("message.key", Text("键须为 1–120 个字符", "a key has 1 to 120 characters"), where="key")
    if len(json.dumps(effect.content, ensure_ascii=False, default=str)) > MOST_CONTENT:
        raise Refusal(
            "message.too_long",
            Text("内容超过 16 KiB", "the content is larger than 16 KiB"),
            where="content",
            status=413,
        )


def _known(workspace: Workspace, effects: Sequence[Effect]) -> int:
    keys = sorted({effect.key for effect in effects})
    return sum(
        Message.objects.filter(workspace=workspace, effect_key__in=keys[start : start + 500]).count()
        for start in range(0, len(keys), 500)
    )
