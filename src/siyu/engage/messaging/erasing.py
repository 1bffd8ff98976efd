"""What the outbox holds about one person: their messages go with them, their refusal is kept of nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Q

from siyu.accounts.personal import Person, PersonalData
from siyu.accounts.redacting import Texts, redacted
from siyu.engage.messaging.addresses import hash_of_address
from siyu.engage.messaging.models import Batch, Grant, Message, Policy, PolicyVersion, Suppression
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.unify.members.channels import CHANNELS

ADDRESSES = {kind: channel.name for channel in CHANNELS.values() for kind in channel.kinds}


def _mine(model: Any, person: Person) -> Any:
    return model.objects.filter(workspace=person.workspace, source_id__in=person.sources)


def _messages(person: Person) -> Any:
    """Return what was wanted for the person, and what went to them because they were once taken for another's."""
    mine = Q(source_id__in=person.sources) | Q(addressed_id__in=person.sources)
    return Message.objects.filter(mine, workspace=person.workspace)


def _settle(person: Person) -> None:
    """Refuse while a message of the person is being handed over; it ends in seconds."""
    if _messages(person).filter(state=Message.SENDING).exists():
        raise Refusal(
            "message.on_its_way",
            Text("有一条消息正在发给此人", "a message to this person is being sent"),
            mend=Text("系统会自动重试。", "It is tried again by itself."),
            status=409,
        )
    _keep_refusals(person)


def _keep_refusals(person: Person) -> None:
    """Turn what suppresses the member into what suppresses their addresses, while these are still known."""
    with transaction.atomic():
        for row in _mine(Suppression, person).filter(until=None):
            for kind, value in sorted(person.traces.identifiers):
                if kind in ADDRESSES and row.channel in {"", ADDRESSES[kind]}:
                    Suppression.objects.get_or_create(
                        workspace=person.workspace,
                        address=hash_of_address(person.workspace, kind, value),
                        channel=row.channel,
                        until=None,
                        defaults={"reason": row.reason, "since": row.since, "made_by": row.made_by},
                    )


def _erase_suppressions(person: Person) -> None:
    _keep_refusals(person)
    _mine(Suppression, person).delete()


def _export_messages(person: Person) -> Iterator[dict[str, Any]]:
    names = ("source_id", "channel", "template", "content", "content_class", "state", "rule", "made_at", "sent_at", "finished_at")  # fmt: skip
    yield from _messages(person).order_by("pk").values(*names).iterator(chunk_size=500)


def _export_suppressions(person: Person) -> Iterator[dict[str, Any]]:
    yield from _mine(Suppression, person).order_by("pk").values("source_id", "channel", "reason", "since", "until")


def _export_grants(person: Person) -> Iterator[dict[str, Any]]:
    yield from _mine(Grant, person).order_by("pk").values("source_id", "family", "kind", "opened_at", "expires_at")


STORES = (
    redacted(
        "batches",
        Text("批次与发送规则里的文字", "Texts of batches and of the policy"),
        Texts(Batch, ("name", "content", "audience")),
        Texts(Policy, ("document",)),
        Texts(PolicyVersion, ("document",), "policy__workspace"),
    ),
    PersonalData(
        name="messages",
        label=Text("发出与待发的消息", "Messages sent and waiting"),
        holds=("engage_messaging.Message", "engage_messaging.Outcome"),
        fate="erased",
        count=lambda person: _messages(person).count(),
        erase=lambda person: _messages(person).delete(),
        export=_export_messages,
        settle=_settle,
    ),
    PersonalData(
        name="grants",
        label=Text("本人动作带来的发送许可", "What the person's own acts permitted to send"),
        holds=("engage_messaging.Grant",),
        fate="erased",
        count=lambda person: _mine(Grant, person).count(),
        erase=lambda person: _mine(Grant, person).delete(),
        export=_export_grants,
    ),
    PersonalData(
        name="suppressions",
        label=Text("禁止联系", "Suppressions"),
        holds=("engage_messaging.Suppression",),
        fate="anonymised",
        count=lambda person: _mine(Suppression, person).count(),
        erase=_erase_suppressions,
        export=_export_suppressions,
        keeps=Text(
            "拒收须持续有效：仅保留地址的加密散列（《广告法》第四十三条、《消费者权益保护法》第二十九条）",
            "A refusal has to be honoured on: only a keyed hash of the address is kept (Advertising Law art. 43, "
            "Consumer Protection Law art. 29)",
        ),
    ),
)
