"""Hands claimed messages to their transport and writes down what became of each; nothing of it inside a transaction."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from siyu.accounts.models import Workspace
from siyu.engage.messaging.deciding import LEASE, Claim, give_up
from siyu.engage.messaging.models import Grant, Message
from siyu.engage.messaging.outcomes import REACHED, keep_outcomes
from siyu.engage.messaging.rendering import Wanted, templates
from siyu.engage.messaging.transports import Outgoing, Result, Route, Transport, find_transport
from siyu.engage.messaging.writing import write_rows
from siyu.lib.errors import Refusal
from siyu.unify.members.models import Identifier

log = logging.getLogger("siyu.messaging")

MOST_ATTEMPTS = 5
_FIRST_PAUSE = timedelta(seconds=30)


def send_claimed(workspace: Workspace, claim: Claim) -> int:
    """Send what was claimed, a call after the other, and return how many messages went through a call."""
    sent = 0
    for rows in _calls(claim.messages):
        transport = find_transport(rows[0].transport)
        _renew(claim)
        ready, outgoing = _prepare(workspace, transport, rows)
        if ready:
            results = _call(transport, Route(workspace, rows[0].account), outgoing)
            _write_results(workspace, claim.lease, ready, results)
            sent += len(ready)
    return sent


def _calls(messages: Sequence[Message]) -> list[list[Message]]:
    """Return the messages in parts that one call takes: of one account, template and content, and not too many."""
    groups: defaultdict[tuple[object, ...], list[Message]] = defaultdict(list)
    for row in messages:
        groups[row.transport, row.account, row.template, row.template_version].append(row)
    return [
        rows[start : start + size]
        for rows in groups.values()
        for size in [find_transport(rows[0].transport).at_once]
        for start in range(0, len(rows), size)
    ]


def _renew(claim: Claim) -> None:
    still = Message.objects.filter(pk__in=[row.pk for row in claim.messages], lease=claim.lease, state=Message.SENDING)
    still.update(leased_until=datetime.now(UTC) + LEASE)


def _prepare(
    workspace: Workspace, transport: Transport, rows: Sequence[Message]
) -> tuple[list[Message], list[Outgoing]]:
    """Return the rows whose content and address there are, and those; the others fail with their reason."""
    identifiers = [row.identifier_id for row in rows if row.identifier_id]
    values = dict(Identifier.objects.filter(pk__in=identifiers).values_list("pk", "value"))
    ready, outgoing = [], []
    for row, content in zip(rows, _contents(workspace, transport, rows), strict=True):
        address = values.get(row.identifier_id or 0, "")
        if isinstance(content, Refusal) or (row.identifier_id and not address):
            give_up([row], content.code if isinstance(content, Refusal) else "address.gone", workspace.clock.now())
            continue
        ready.append(row)
        outgoing.append(
            Outgoing(
                id=row.pk,
                effect_key=row.effect_key,
                source_id=row.addressed_id or row.source_id,
                member_id=row.member_id or row.source_id,
                address=address,
                content=content,
                content_class=row.content_class,
                template=row.template,
                template_version=row.template_version,
            )
        )
    return ready, outgoing


def _contents(
    workspace: Workspace, transport: Transport, rows: Sequence[Message]
) -> Sequence[dict[str, Any] | Refusal]:
    first = rows[0]
    if not first.template:
        return [row.content for row in rows]
    known = templates()
    try:
        version = first.template_version or known.describe(workspace, first.template, None).version
        wanted = [Wanted(row.source_id, row.member_id or row.source_id, row.content) for row in rows]
        return known.render(workspace, first.template, version, transport.name, wanted)
    except Refusal as refusal:
        return [refusal] * len(rows)


def _call(transport: Transport, route: Route, outgoing: Sequence[Outgoing]) -> Sequence[Result]:
    """Return one result a message; a call that broke leaves all of them uncertain, or to be repeated where that is safe."""
    try:
        results = transport.send(route, outgoing)
        if len(results) == len(outgoing):
            return results
        log.error("%s answered %s results for %s messages", transport.name, len(results), len(outgoing))
        reason = "results"
    except Exception as error:
        log.warning("a call of %s broke off", transport.name, exc_info=True)
        reason = type(error).__name__
    return [Result("later" if transport.can_repeat else "uncertain", reason=reason)] * len(outgoing)


def _write_results(workspace: Workspace, lease: str, rows: Sequence[Message], results: Sequence[Result]) -> None:
    """Write the results to the rows still under the lease."""
    now = workspace.clock.now()
    changed: list[Message] = []
    with transaction.atomic():
        held = set(
            Message.objects.select_for_update()
            .filter(pk__in=[row.pk for row in rows], lease=lease, state=Message.SENDING)
            .values_list("pk", flat=True)
        )
        for row, result in zip(rows, results, strict=True):
            if row.pk in held:
                _apply(row, result, now)
                changed.append(row)
        fields = [
            "state", "platform_id", "reason", "rule", "lease", "leased_until", "finished_at", "sent_at", "grant",
            "due_at",
        ]  # fmt: skip
        write_rows(changed, fields)
        reached = [row for row in changed if row.state in {Message.SENT, Message.DELIVERED}]
        keep_outcomes([(row, kind, now) for row in reached for kind in REACHED[row.state]])


def _apply(row: Message, result: Result, now: datetime) -> None:
    row.platform_id, row.reason, row.lease, row.leased_until = result.platform_id[:128], result.reason[:300], "", None
    row.rule = ""
    if result.state == "later":
        _put_off(row, now)
        return
    row.state = result.state
    row.finished_at = now


def _put_off(row: Message, now: datetime) -> None:
    """Let a message that was certainly not taken be tried again after a while, and give back what it used up."""
    if row.grant_id:
        Grant.objects.filter(pk=row.grant_id, left__isnull=False).update(left=F("left") + 1)
        row.grant_id = None
    row.sent_at, row.rule = None, "transport"
    if row.attempts >= MOST_ATTEMPTS:
        row.state, row.finished_at = Message.FAILED, now
        return
    row.state, row.due_at = Message.DEFERRED, now
    # In real time: a platform that is down does not come back because the brand's clock stands.
    row.leased_until = datetime.now(UTC) + _FIRST_PAUSE * 4 ** (row.attempts - 1)
