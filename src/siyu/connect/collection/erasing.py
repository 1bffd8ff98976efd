"""What the inbox holds about one person: events of requests that were received, dead letters, documents of webhooks."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec
from django.db import transaction

from siyu.accounts.personal import Person, PersonalData
from siyu.accounts.redacting import Texts, redacted
from siyu.connect.collection.keeping import Kept
from siyu.connect.imports.identifiers import identifier_kinds
from siyu.connect.inbox.batches import WEBHOOK
from siyu.connect.inbox.models import DeadLetter, Received
from siyu.connect.inbox.router import inbox_database
from siyu.connect.inbox.sealing import seal, unseal
from siyu.connect.webhooks.documents import parse_webhook
from siyu.connect.webhooks.models import Webhook, WebhookVersion
from siyu.connect.webhooks.paths import as_text, find
from siyu.connect.webhooks.rows import decode, rows_of
from siyu.lib.errors import Refusal
from siyu.lib.jsons import UNREADABLE
from siyu.lib.text import Text
from siyu.lib.traces import Traces

PATIENCE_SECONDS = 60.0
LOOK_EVERY_SECONDS = 0.1
AT_ONCE = 200

_PROTOCOLS = {
    "userid": "member_no", "login_id": "member_no", "anonymousid": "device", "previousid": "device",
    "original_id": "device", "distinct_id": "device",
}  # fmt: skip
"""Names that the protocols give to identifiers, beside those the kinds have themselves."""
_kept = msgspec.msgpack.Decoder(Kept)


def _settle(person: Person) -> None:
    """Wait until what has been received by now is loaded: it may tell of the person."""
    mine = Received.objects.filter(workspace_id=person.workspace.pk)
    last = mine.order_by("-pk").values_list("pk", flat=True).first() or 0
    deadline = time.monotonic() + PATIENCE_SECONDS
    while mine.filter(pk__lte=last, loaded_at=None).exists():
        if time.monotonic() >= deadline:
            raise Refusal(
                "privacy.inbox_waiting",
                Text("收件箱里还有未装载的事件", "the inbox holds events that are not loaded yet"),
                mend=Text("后台任务装载后会自动继续。", "It goes on by itself once the worker has loaded them."),
                status=409,
            )
        time.sleep(LOOK_EVERY_SECONDS)


def names_person(raw: bytes, call: str, protocol: str, traces: Traces, workspace: Any) -> bool:
    """Say whether the JSON of an event, or of a webhook's call, names the person; text that is no JSON is looked through."""
    try:
        body = decode(raw)
    except Refusal:
        return traces.found_in(raw.decode("utf-8", "replace"))
    if traces.found_in(body) or _is_known_by(body, traces):
        return True
    return protocol == WEBHOOK and _is_mapped(body, call, traces, workspace)


def _is_known_by(value: Any, traces: Traces, name: str = "") -> bool:
    if isinstance(value, dict):
        return any(_is_known_by(held, traces, key) for key, held in value.items())
    if isinstance(value, list):
        return any(_is_known_by(held, traces, name) for held in value)
    if not name or value is None or isinstance(value, bool):
        return False
    kinds = identifier_kinds()
    return any(
        traces.spells(kind, str(value), kinds[kind].normalise) for kind in _kinds_by_name().get(name.lower(), ())
    )


@cache
def _kinds_by_name() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for kind in identifier_kinds().values():
        for name in (kind.name, *kind.aliases):
            found[name.lower()] = (*found.get(name.lower(), ()), kind.name)
    for name, kind_name in _PROTOCOLS.items():
        found[name] = (*found.get(name, ()), kind_name)
    found["distinct_id"] = ("device", "member_no")
    return found


def _is_mapped(body: Any, call: str, traces: Traces, workspace: Any) -> bool:
    """Say whether the webhook's own document finds an identifier of the person in the call."""
    webhook = Webhook.objects.filter(pk=int(call), workspace=workspace).first()
    if webhook is None:
        return False
    kinds = identifier_kinds()
    try:
        mapping = parse_webhook(webhook.document)
        rows = list(rows_of(mapping, body))
    except Refusal:
        return False
    told = [(source.kind, as_text(find(source.column, row, body))) for row in rows for source in mapping.identifiers]
    return any(text is not None and traces.spells(kind, text, kinds[kind].normalise) for kind, text in told)


def _received(person: Person) -> Iterator[tuple[Received, Kept, list[bytes]]]:
    """Yield the requests that tell of the person: what is kept of each, and the events that are left of it."""
    mine = Received.objects.filter(workspace_id=person.workspace.pk, loaded_at__isnull=False)
    for received in mine.order_by("pk").iterator(chunk_size=AT_ONCE):
        kept = _kept.decode(unseal(bytes(received.payload), received.workspace_id))
        told = (kept.call, received.protocol, person.traces, person.workspace)
        left = [raw for raw in kept.events if not names_person(raw, *told)]
        if len(left) < len(kept.events):
            yield received, kept, left


def _count_received(person: Person) -> int:
    return sum(len(kept.events) - len(left) for _, kept, left in _received(person))


def _drop_received(person: Person) -> None:
    for received, kept, left in list(_received(person)):
        row = Received.objects.filter(pk=received.pk)
        if not left:
            row.delete()
            continue
        rest = msgspec.msgpack.encode(Kept(kept.call, kept.sent_at, left))
        row.update(payload=seal(rest, received.workspace_id), events=len(left))


def _letters(person: Person) -> Iterator[int]:
    mine = DeadLetter.objects.filter(workspace_id=person.workspace.pk).order_by("pk")
    for letter in mine.iterator(chunk_size=AT_ONCE):
        kept = _kept.decode(unseal(bytes(letter.payload), letter.workspace_id))
        told = (kept.call, letter.protocol, person.traces, person.workspace)
        is_told = any(names_person(raw, *told) for raw in kept.events)
        if is_told or person.traces.found_in([letter.name, letter.reason]):
            yield letter.pk


def _drop_letters(person: Person) -> None:
    found = list(_letters(person))
    for start in range(0, len(found), AT_ONCE):
        with transaction.atomic(using=inbox_database()):
            DeadLetter.objects.filter(pk__in=found[start : start + AT_ONCE]).delete()


def _export_letters(person: Person) -> Iterator[dict[str, Any]]:
    for number in list(_letters(person)):
        letter = DeadLetter.objects.get(pk=number)
        kept = _kept.decode(unseal(bytes(letter.payload), letter.workspace_id))
        for raw in kept.events:
            yield {"received_at": letter.received_at, "code": letter.code, "event": _shown(raw)}


def _shown(raw: bytes) -> Any:
    try:
        return msgspec.json.decode(raw)
    except UNREADABLE:
        return raw.decode("utf-8", "replace")


STORES = (
    PersonalData(
        name="inbox",
        label=Text("收到的原始事件", "Events as received"),
        holds=("connect_inbox.Received",),
        fate="erased",
        count=_count_received,
        erase=_drop_received,
        settle=_settle,
    ),
    PersonalData(
        name="dead_letters",
        label=Text("死信", "Dead letters"),
        holds=("connect_inbox.DeadLetter",),
        fate="erased",
        count=lambda person: sum(1 for _ in _letters(person)),
        erase=_drop_letters,
        export=_export_letters,
    ),
    redacted(
        "webhooks",
        Text("Webhook 文档", "Documents of webhooks"),
        Texts(Webhook, ("name", "document")),
        Texts(WebhookVersion, ("document",), "webhook__workspace"),
    ),
)
