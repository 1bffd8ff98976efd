"""Batches: one thing to be said to a segment or to some members, gathered into the outbox, stopped, resumed, cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from pyroaring import BitMap

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.engage.messaging.listing import find_message
from siyu.engage.messaging.models import BULK, Batch, Message
from siyu.engage.messaging.policy.document import span_of
from siyu.engage.messaging.policy.keeping import policy_of
from siyu.engage.messaging.queueing import Effect, check_effect, queue_messages
from siyu.engage.messaging.rendering import templates
from siyu.engage.messaging.transports import find_transport
from siyu.lib import bitmaps
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.unify.members.identity import canonicals_of

AT_ONCE = 1_000
MOST_NAMED = 10_000


@dataclass(frozen=True, slots=True)
class Wish:
    """A send as somebody asks for it: to a saved segment or to members by their ids, by a template or in given words."""

    name: str
    transport: str
    content_class: str
    segment: str = ""
    members: tuple[int, ...] = ()
    account: str = ""
    template: str = ""
    template_version: int | None = None
    content: dict[str, Any] | None = None
    reward_trigger: str = ""
    due_at: datetime | None = None
    deadline_at: datetime | None = None


def checked_wish(workspace: Workspace, wish: Wish) -> Wish:
    """Return the wish with what its template says of itself. Raises `Refusal` for what could never be sent."""
    find_transport(wish.transport)
    if bool(wish.segment) == bool(wish.members):
        raise Refusal(
            "batch.audience",
            Text("请给出一个分群或一些会员", "name one segment, or some members"),
            where="segment",
        )
    if bool(wish.template) == bool(wish.content):
        raise Refusal(
            "batch.content", Text("请给出模板或内容之一", "give a template or the content, not both"), where="template"
        )
    if wish.template:
        described = templates().describe(workspace, wish.template, wish.template_version)
        wish = replace(
            wish,
            template_version=described.version,
            content_class=described.content_class,
            reward_trigger=described.reward_trigger or wish.reward_trigger,
        )
    check_effect(effect_of(wish, "batch", 0))
    return wish


def audience_of(workspace: Workspace, wish: Wish) -> BitMap:
    """Return the canonical members a wish is for, as they are now. Raises `Refusal` for an unknown segment."""
    from siyu.understand.segments.reading import find_segment, members_of

    if wish.segment:
        return members_of(find_segment(workspace, wish.segment))
    return bitmaps.from_ids(set(canonicals_of(workspace, wish.members).values()))


def effect_of(wish: Wish, key: str, member: int) -> Effect:
    """Return the message to one member."""
    return Effect(
        key=key,
        source_id=member,
        transport=wish.transport,
        content_class=wish.content_class,
        lane=BULK,
        account=wish.account,
        template=wish.template,
        template_version=wish.template_version,
        content=wish.content or {},
        reward_trigger=wish.reward_trigger,
        due_at=wish.due_at,
        deadline_at=wish.deadline_at,
    )


def start_batch(access: Access, wish: Wish) -> Batch:
    """Ask for a send: the batch exists at once, a job writes its messages, and they go when all are written."""
    from siyu.engage.messaging.jobs import gather

    workspace = access.workspace
    wish = checked_wish(workspace, wish)
    audience: dict[str, Any] = {"segment": wish.segment} if wish.segment else {"members": sorted(wish.members)}
    if wish.segment:
        audience_of(workspace, wish)
    due = wish.due_at or workspace.clock.now()
    deadline = wish.deadline_at or due + span_of(policy_of(workspace).document.deadline)
    with transaction.atomic():
        batch = Batch.objects.create(
            workspace=workspace,
            name=wish.name,
            transport=wish.transport,
            account=wish.account,
            template=wish.template,
            template_version=wish.template_version,
            content=wish.content or {},
            content_class=wish.content_class,
            reward_trigger=wish.reward_trigger,
            audience=audience,
            state=Batch.GATHERING,
            due_at=due,
            deadline_at=deadline,
            made_by=access.by,
        )
        record(access, "batch.started", "batch", str(batch.pk), {"transport": wish.transport, "segment": wish.segment})
        gather.enqueue(batch.pk)
    return batch


def gather_batch(batch: Batch) -> None:
    """Write the messages of a batch, a thousand a transaction; run again after a crash it goes on where it stood."""
    workspace = batch.workspace
    wish = wish_of(batch)
    members = audience_of(workspace, wish)
    while batch.state == Batch.GATHERING:
        some = _after(members, batch.gathered)
        with transaction.atomic():
            effects = [effect_of(wish, f"batch:{batch.pk}:{member}", member) for member in some]
            written = queue_messages(workspace, effects, batch=batch)
            moved = {"gathered": some[-1], "size": batch.size + written} if some else {"state": Batch.RUNNING}
            if not Batch.objects.filter(pk=batch.pk, state=Batch.GATHERING, gathered=batch.gathered).update(**moved):
                transaction.set_rollback(True)
        batch.refresh_from_db()


def _after(members: BitMap, number: int) -> list[int]:
    start = members.rank(number)
    return list(members[start : start + AT_ONCE])


def wish_of(batch: Batch) -> Wish:
    """Return what a batch was asked for with."""
    return Wish(
        name=batch.name,
        transport=batch.transport,
        content_class=batch.content_class,
        segment=batch.audience.get("segment", ""),
        members=tuple(batch.audience.get("members", ())),
        account=batch.account,
        template=batch.template,
        template_version=batch.template_version,
        content=batch.content or None,
        reward_trigger=batch.reward_trigger,
        due_at=batch.due_at,
        deadline_at=batch.deadline_at,
    )


def find_batch(workspace: Workspace, number: int) -> Batch:
    """Return the batch. Raises `Refusal` (404) when there is none."""
    found = Batch.objects.filter(workspace=workspace, pk=number).first()
    if found is None:
        raise Refusal("batch.unknown", Text("没有这个批次", "there is no such batch"), where="batch", status=404)
    return found


MOVES: dict[str, tuple[Sequence[str], str]] = {
    "stopped": ((Batch.RUNNING,), Batch.STOPPED),
    "resumed": ((Batch.STOPPED,), Batch.RUNNING),
    "cancelled": ((Batch.GATHERING, Batch.RUNNING, Batch.STOPPED), Batch.CANCELLED),
}


def move_batch(access: Access, number: int, move: str) -> Batch:
    """Stop, resume or cancel a batch: from then on nothing more of it is claimed. Raises `Refusal` (409) out of turn."""
    from siyu.engage.messaging.jobs import drop_cancelled

    batch = find_batch(access.workspace, number)
    before, after = MOVES[move]
    with transaction.atomic():
        if not Batch.objects.filter(pk=batch.pk, state__in=before).update(state=after):
            raise Refusal(
                "batch.state",
                Text("批次现在是“{state}”，不能这样做", "the batch is {state} now").format(state=batch.state),
                where="batch",
                status=409,
            )
        record(access, f"batch.{move}", "batch", str(number))
        if after == Batch.CANCELLED:
            drop_cancelled.enqueue(batch.pk)
    batch.refresh_from_db()
    return batch


def finish_batch(batch: Batch) -> None:
    """Call a batch finished when nothing of it waits or is being sent."""
    rests = Message.objects.filter(batch=batch, state__in=(*Message.PENDING, Message.SENDING))
    if not rests.exists():
        Batch.objects.filter(pk=batch.pk, state=Batch.RUNNING).update(state=Batch.FINISHED)


def drop_messages_of(batch: Batch) -> int:
    """Drop what of a cancelled batch still waits, a thousand at a time; return how many."""
    dropped = 0
    while pks := list(
        Message.objects.filter(batch=batch, state__in=Message.PENDING).values_list("pk", flat=True)[:AT_ONCE]
    ):
        dropped += cancel_messages(batch.workspace, pks)
    return dropped


def cancel_one(workspace: Workspace, number: int) -> Message:
    """Drop one message that waits. Raises `Refusal` (404) for an unknown one, (409) for one that does not wait."""
    row = find_message(workspace, number)
    if not cancel_messages(workspace, [row.pk]):
        raise Refusal(
            "message.not_waiting",
            Text("这条消息不在等待，无法取消", "the message does not wait and can't be taken back"),
            where="message",
            status=409,
        )
    row.refresh_from_db()
    return row


def cancel_messages(workspace: Workspace, pks: Sequence[int]) -> int:
    """Drop messages that wait; what is being sent or was is left alone. Return how many."""
    now, dropped = workspace.clock.now(), 0
    for start in range(0, len(pks), 500):
        waiting = Message.objects.filter(
            workspace=workspace, pk__in=pks[start : start + 500], state__in=Message.PENDING
        )
        dropped += waiting.update(state=Message.DROPPED, rule="cancelled", finished_at=now)
    return dropped
