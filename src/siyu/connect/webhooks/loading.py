"""Loading the calls of webhooks: their rows become facts in the lake, or members in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec
from django.db import transaction
from django.db.models import F

from siyu.accounts.models import Workspace
from siyu.connect.collection.keeping import Kept
from siyu.connect.collection.message import refuse
from siyu.connect.events.following import follow_of
from siyu.connect.events.models import Follow
from siyu.connect.imports.identifying import identify
from siyu.connect.imports.kinds import ImportKind
from siyu.connect.imports.reasons import describe
from siyu.connect.inbox.batches import received_in
from siyu.connect.inbox.letters import Letter, keep_letters
from siyu.connect.inbox.models import Batch as InboxBatch
from siyu.connect.inbox.models import Received
from siyu.connect.inbox.sealing import unseal
from siyu.connect.loads.batch import Batch
from siyu.connect.loads.models import Load
from siyu.connect.webhooks.documents import parse_webhook
from siyu.connect.webhooks.models import Webhook
from siyu.connect.webhooks.rows import Checked, check, decode, rounds
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from siyu.engine.snapshot import Snapshot

AT_ONCE = 300
_kept = msgspec.msgpack.Decoder(Kept)


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a webhook: the request, its body as bytes and as JSON."""

    received: Received
    raw: bytes
    body: Any


@dataclass
class WebhookWork:
    """The calls of one batch on their way into the lake."""

    workspace: Workspace
    batch: InboxBatch
    hook: Callable[[str], None]

    @cached_property
    def calls(self) -> tuple[dict[int, list[Call]], list[Letter]]:
        """The calls by webhook, and letters about those that are no JSON."""
        found: defaultdict[int, list[Call]] = defaultdict(list)
        letters = []
        for received in received_in(self.batch):
            kept = _kept.decode(unseal(bytes(received.payload), received.workspace_id))
            raw = kept.events[0]
            try:
                found[int(kept.call)].append(Call(received, raw, decode(raw)))
            except Refusal as refusal:
                letters.append(_letter(received, kept.call, raw, 0, refusal))
        return dict(found), letters

    def prepare(self, snapshot: Snapshot) -> Batch:
        """Return the facts of the calls; letters about rows that have a fault are kept before."""
        by_webhook, broken = self.calls
        letters = list(broken)
        rows: defaultdict[str, list[ir.Table]] = defaultdict(list)
        derive: dict[str, Any] = {}
        for number, calls in by_webhook.items():
            checked = self._check(snapshot, number, calls, letters)
            if checked is None or not len(checked.good):
                continue
            if checked.kind.store is None:
                for some in rounds(checked):
                    known = identify(self.workspace, some, checked.identifiers)
                    rows[checked.kind.lake_table].append(checked.kind.make_facts(known.rows, snapshot, self.workspace))
                derive |= checked.kind.derive
        keep_letters(letters)
        self.hook("letters kept")
        read = sum(len(calls) for calls in by_webhook.values()) + len(broken)
        return Batch(dict(rows), derive, {"events": read, "letters": len(letters)})

    def follow(self, load: Load) -> None:
        """Keep the members that calls told of, and how often each webhook was called; safe to repeat."""
        from siyu.connect.loads.reading import open_snapshot

        by_webhook, _ = self.calls
        with open_snapshot(self.workspace) as snapshot:
            for number, calls in by_webhook.items():
                checked = self._check(snapshot, number, calls, [])
                if checked is not None and checked.kind.store is not None:
                    self._store(checked)
        self.hook("states stored")
        follow = follow_of(self.workspace, self.batch.number)
        if follow.is_learnt:
            return
        with transaction.atomic():
            for number, calls in by_webhook.items():
                mine = Webhook.objects.filter(pk=number, workspace=self.workspace)
                mine.update(calls=F("calls") + len(calls), called_at=self.batch.begun_at)
            Follow.objects.filter(pk=follow.pk).update(is_learnt=True)

    def _store(self, checked: Checked) -> None:
        for start in range(0, len(checked.good), AT_ONCE):
            with transaction.atomic():
                checked.kind.keep_state(self.workspace, checked.good.slice(start, AT_ONCE), checked.identifiers)

    def _check(self, snapshot: Snapshot, number: int, calls: Sequence[Call], letters: list[Letter]) -> Checked | None:
        """Return the rows of a webhook's calls; all of its calls become letters when the document no longer fits."""
        webhook = Webhook.objects.filter(pk=number, workspace=self.workspace).first()
        try:
            if webhook is None:
                raise refuse("no_webhook", "该 Webhook 已不存在", "the webhook is no longer there")
            checked = check(snapshot, self.workspace, parse_webhook(webhook.document), [call.body for call in calls])
        except Refusal as refusal:
            letters += [_letter(call.received, str(number), call.raw, 0, refusal) for call in calls]
            return None
        for row, fault in checked.faults.items():
            call = calls[checked.calls[row - 1]]
            letters.append(_letter(call.received, str(number), call.raw, row, _fault(checked.kind, fault)))
        return checked


def _fault(kind: ImportKind, fault: str) -> Refusal:
    told = describe(kind, fault)
    return Refusal(f"row.{told['code']}", Text(told["text"]["zh-CN"], told["text"]["en"]), where=told["field"])


def _letter(received: Received, call: str, raw: bytes, place: int, refusal: Refusal) -> Letter:
    alone = msgspec.msgpack.encode(Kept(call, None, [raw]))
    return Letter(received, place, f"webhook {call}", refusal, alone)
