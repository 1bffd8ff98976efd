"""Suppressions: who must not be written to, put down, lifted, and as a condition of what holds at an instant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.engage.messaging.addresses import hash_of_address
from siyu.engage.messaging.models import Suppression
from siyu.engage.messaging.policy.asking import Ask
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.unify.members.channels import CHANNELS
from siyu.unify.members.normalise import normalise
from siyu.unify.members.profile import find_canonical

REASONS: dict[str, Text] = {
    "unsubscribed": Text("退订营销", "Unsubscribed from marketing"),
    "asked": Text("要求不再联系", "Asked not to be contacted"),
    "complained": Text("投诉", "Complained"),
    "bounced": Text("地址无效", "The address is dead"),
    "legal": Text("法务要求", "For legal reasons"),
}

MARKETING_ONLY = ("unsubscribed",)
"""Reasons that refuse advertising and leave service messages possible."""


def standing_suppressions(workspace: Workspace, ask: Ask) -> Q:
    """Return the condition of suppressions that hold for what is asked."""
    holds = Q(workspace=workspace, since__lte=ask.at) & (Q(until=None) | Q(until__gt=ask.at))
    holds &= Q(channel__in=("", ask.channel))
    return holds if ask.is_marketing else holds & ~Q(reason__in=MARKETING_ONLY)


def checked_reason(reason: str) -> str:
    """Return the reason. Raises `Refusal` for an unknown one."""
    if reason not in REASONS:
        raise _wrong("reason", Text("没有这种原因", "there is no such reason"), ", ".join(REASONS))
    return reason


@dataclass(frozen=True, slots=True)
class Refused:
    """Whom not to write to: a member, or an address of a channel, by one channel or (empty) by any; and why."""

    reason: str
    channel: str = ""
    member_id: int | None = None
    address: str = ""
    note: str = ""
    until: datetime | None = None


def suppress(access: Access, refused: Refused) -> Suppression:
    """Let nobody write there from now on. Raises `Refusal` for an unknown member, channel or reason, and a wrong address."""
    workspace = access.workspace
    if refused.channel and refused.channel not in CHANNELS:
        raise _wrong("channel", Text("没有这个渠道", "there is no such channel"), ", ".join(CHANNELS))
    if bool(refused.address) == (refused.member_id is not None):
        raise _wrong("member_id", Text("请给出会员或地址之一", "give a member or an address, not both"))
    source = None if refused.member_id is None else find_canonical(workspace, refused.member_id)
    with transaction.atomic():
        row = Suppression.objects.create(
            workspace=workspace,
            source_id=source,
            address=_hashed(workspace, refused) if refused.address else "",
            channel=refused.channel,
            reason=checked_reason(refused.reason),
            note=refused.note,
            since=workspace.clock.now(),
            until=refused.until,
            made_by=access.by,
        )
        change = {"reason": refused.reason, "channel": refused.channel, "of": "member" if source else "address"}
        record(access, "suppression.made", "suppression", str(row.pk), change)
    return row


def lift(access: Access, number: int) -> Suppression:
    """Let it hold no more from now on. Raises `Refusal` (404) for an unknown one and (409) for one lifted already."""
    now = access.workspace.clock.now()
    row = Suppression.objects.filter(workspace=access.workspace, pk=number).first()
    if row is None:
        text = Text("没有这条禁止联系", "there is no such suppression")
        raise Refusal("suppression.unknown", text, where="suppression", status=404)
    with transaction.atomic():
        holding = Suppression.objects.filter(Q(until=None) | Q(until__gt=now), pk=number)
        if not holding.update(until=now, lifted_by=access.by):
            text = Text("它已经不再生效", "it holds no more already")
            raise Refusal("suppression.lifted", text, where="suppression", status=409)
        record(access, "suppression.lifted", "suppression", str(number), {"reason": row.reason})
    row.refresh_from_db()
    return row


def suppressions_of(workspace: Workspace, sources: Sequence[int]) -> QuerySet[Suppression]:
    """Return the suppressions that name one of some ids, the newest first."""
    return Suppression.objects.filter(workspace=workspace, source_id__in=sources).order_by("-pk")


def _hashed(workspace: Workspace, refused: Refused) -> str:
    if not refused.channel:
        raise _wrong("channel", Text("地址须指明渠道", "an address needs its channel"), ", ".join(CHANNELS))
    for kind in CHANNELS[refused.channel].kinds:
        if value := normalise(kind, refused.address):
            return hash_of_address(workspace, kind, value)
    raise _wrong("address", Text("这不是该渠道的地址", "this is no address of the channel"))


def _wrong(where: str, text: Text, known: str = "") -> Refusal:
    mend = Text("可用：{known}", "Known: {known}").format(known=known) if known else None
    return Refusal(f"suppression.{where}", text, where=where, mend=mend)
