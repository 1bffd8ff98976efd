"""What a message says, as the chain and the stores are asked about it: the same for all messages with the same key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from siyu.engage.messaging.models import MARKETING, TRANSACTIONAL, Message
from siyu.engage.messaging.policy.asking import Ask
from siyu.engage.messaging.policy.document import PolicyDocument
from siyu.engage.messaging.questions import Question, Saying
from siyu.engage.messaging.relations import Gone
from siyu.engage.messaging.rendering import templates
from siyu.engage.messaging.transports import find_transport


def key_of(message: Message) -> tuple[object, ...]:
    """Return what messages have in common that are decided together."""
    return (message.transport, message.account, message.lane, message.content_class, message.template,
            message.template_version, message.likeness, message.reward_trigger, message.batch_id)  # fmt: skip


def question_of(message: Message, at: datetime, policy: PolicyDocument, gone: Gone) -> Question:
    """Return what is asked about a message and all like it. Raises `Refusal` when its way or template is gone."""
    transport, workspace = find_transport(message.transport), message.workspace
    ask = Ask(
        at=at,
        zone=workspace.zone,
        salt=workspace.slug,
        channel=transport.kind,
        transport=transport.name,
        is_marketing=message.content_class == MARKETING,
        is_transactional=message.lane == TRANSACTIONAL,
        for_marketing=transport.for_marketing,
        family=transport.family,
        reward_trigger=message.reward_trigger,
        words=words_of(message),
    )
    subject = str(message.content.get("subject", "")) if transport.family == "subscribe" else ""
    account = None if transport.account_of is None else transport.account_of(workspace, message.account)
    saying = Saying(
        transport=transport,
        account=account.name if account else message.account,
        batch=message.batch_id,
        likeness=message.likeness,
        subject=subject,
        scope=account.scope if account else None,
    )
    return Question(workspace, ask, saying, policy, gone)


def words_of(message: Message) -> str:
    """Return all words of a message that are the same for everybody."""
    given = " ".join(_texts(message.content))
    if not message.template:
        return given
    described = templates().describe(message.workspace, message.template, message.template_version)
    return f"{described.words} {given}"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for held in value.values():
            yield from _texts(held)
    elif isinstance(value, list):
        for held in value:
            yield from _texts(held)
