"""Claims what is due: decided by the chain, written, and taken for sending in one transaction, so that all of it counts."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from django.db import transaction
from django.db.models import F, Q

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import finished_load
from siyu.engage.messaging.identity import identity_of
from siyu.engage.messaging.models import Batch, Grant, Message, Outbox
from siyu.engage.messaging.policy.asking import DEFER, DROP, NEVER, Decisions, instant_of, micros
from siyu.engage.messaging.policy.chain import RULES, decide
from siyu.engage.messaging.policy.keeping import policy_of
from siyu.engage.messaging.questions import Question, Wanting
from siyu.engage.messaging.relations import Gone, gone_now
from siyu.engage.messaging.saying import key_of, question_of
from siyu.engage.messaging.standing import Standing, merged, read_standing
from siyu.engage.messaging.writing import write_rows
from siyu.lib.errors import Refusal

LEASE = timedelta(minutes=5)
"""Whoever hands messages over and was silent for so long, in real time, is dead."""
MOST = 500


@dataclass(frozen=True, slots=True)
class Claim:
    """What was taken for sending, under one lease, and how many were decided in all."""

    lease: str
    messages: Sequence[Message]
    decided: int


NOTHING = Claim("", (), 0)


class StaleError(Exception):
    """A load finished after it was read who is gone: read it again."""


def claim_due(workspace: Workspace, lane: str, batch: Batch | None = None, *, most: int = MOST) -> Claim:
    """Decide up to `most` due messages of a lane, and of one batch or of none, and take those that may go.

    Of several to one person only the first is decided; the others come with the next claim, which counts it.
    """
    while True:
        now = workspace.clock.now()
        gone = gone_now(workspace, now)
        try:
            with transaction.atomic():
                return _claim(workspace, lane, batch, now, gone, most=most)
        except StaleError:
            continue


def due_messages(workspace: Workspace, lane: str, batch: Batch | None, now: datetime, most: int) -> list[Message]:
    """Return the messages that may be claimed now, those due first first.

    Each state is asked for on its own: so both are read in the order of an index, however many there are.
    """
    rests = Q(leased_until=None) | Q(leased_until__lte=datetime.now(UTC))
    pending = [
        row
        for state in Message.PENDING
        for row in Message.objects.filter(
            rests, workspace=workspace, lane=lane, batch=batch, state=state, due_at__lte=now
        ).order_by("due_at", "pk")[:most]
    ]
    return sorted(pending, key=lambda row: (row.due_at, row.pk))[:most]


def _claim(
    workspace: Workspace, lane: str, batch: Batch | None, now: datetime, gone: Gone, *, most: int
) -> Claim:  # fmt: skip
    _lock(workspace)
    if batch is not None and not Batch.objects.filter(pk=batch.pk, state=Batch.RUNNING).exists():
        return NOTHING
    if not gone.holds(finished_load(workspace), now):
        raise StaleError
    rows = due_messages(workspace, lane, batch, now, most)
    if not rows:
        return NOTHING
    policy, lease = policy_of(workspace).document, uuid.uuid4().hex
    for row in rows:
        row.workspace = workspace
    claimed, decided, met = [], 0, set[int]()
    for group in _alike(rows):
        try:
            question = question_of(group[0], now, policy, gone)
        except Refusal as refusal:
            # Its template or transport is gone: nothing can be said any more.
            decided += give_up(group, refusal.code, now)
            continue
        some, wanting = _wanting(question, group, met)
        if some:
            standing = read_standing(question, wanting)
            for row in some:
                row.account = question.saying.account
            claimed += _write(some, decide(question.ask, standing.people, policy), standing, now, lease)
            decided += len(some)
            met.update(int(member) for member in wanting.members)
    return Claim(lease, claimed, decided)


def give_up(rows: Sequence[Message], reason: str, now: datetime) -> int:
    """Let messages fail that nothing can be made of; return how many."""
    pks = [row.pk for row in rows]
    return Message.objects.filter(pk__in=pks).update(
        state=Message.FAILED, reason=reason, finished_at=now, lease="", leased_until=None
    )


def _lock(workspace: Workspace) -> None:
    """Let decisions of a workspace come one after another: none counts without the one before."""
    if Outbox.objects.select_for_update().filter(workspace=workspace).first() is None:
        Outbox.objects.get_or_create(workspace=workspace)
        Outbox.objects.select_for_update().get(workspace=workspace)


def _alike(rows: Sequence[Message]) -> list[list[Message]]:
    """Return the rows in groups that say the same by the same way, those due first first."""
    groups: defaultdict[tuple[object, ...], list[Message]] = defaultdict(list)
    for row in rows:
        groups[key_of(row)].append(row)
    return list(groups.values())


def _wanting(question: Question, rows: Sequence[Message], met: set[int]) -> tuple[list[Message], Wanting]:
    """Return the first row of each person who was not met yet, and for whom that is."""
    sources = np.array([row.source_id for row in rows], dtype=np.int64)
    members, firsts = merged(identity_of(question.workspace), sources)
    fresh = np.array([int(member) not in met for member in members], dtype=np.bool_)
    members, firsts = members[fresh], firsts[fresh]
    some = [rows[int(place)] for place in firsts]
    deadlines = [micros(row.deadline_at) if row.deadline_at else NEVER for row in some]
    return some, Wanting(members, sources[firsts], np.array(deadlines, dtype=np.int64))


def _write(
    rows: Sequence[Message], decisions: Decisions, standing: Standing, now: datetime, lease: str
) -> list[Message]:
    """Write what was decided and return the rows that are to be sent."""
    claimed = []
    for place, row in enumerate(rows):
        number = int(decisions.rule[place])
        row.member_id = int(standing.people.member[place])
        row.rule = RULES[number] if number >= 0 else ""
        row.reason = "deadline" if decisions.late[place] and number else decisions.reasons.get(number, "")[:300]
        if decisions.verdict[place] == DROP:
            row.state, row.finished_at = Message.DROPPED, now
        elif decisions.verdict[place] == DEFER:
            row.state, row.due_at = Message.DEFERRED, instant_of(decisions.until[place])
        else:
            _take(row, standing, place, now, lease)
            claimed.append(row)
    fields = [
        "member_id", "rule", "reason", "state", "finished_at", "due_at", "addressed_id", "identifier_id", "grant",
        "sent_at", "lease", "leased_until", "attempts", "account",
    ]  # fmt: skip
    write_rows(rows, fields)
    return claimed


def _take(row: Message, standing: Standing, place: int, now: datetime, lease: str) -> None:
    addresses = standing.addresses
    row.state, row.sent_at, row.attempts = Message.SENDING, now, row.attempts + 1
    row.addressed_id = int(addresses.addressed[place])
    row.identifier_id = int(addresses.identifier[place]) or None
    row.lease, row.leased_until = lease, datetime.now(UTC) + LEASE
    if grant := int(addresses.grant[place]):
        row.grant_id = grant
        Grant.objects.filter(pk=grant, left__isnull=False).update(left=F("left") - 1)
