"""Dead letters: kept when an event cannot be understood, sent again after what was wrong has been mended, or discarded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from siyu.connect.inbox.committing import Row, insert_rows
from siyu.connect.inbox.models import DeadLetter, Received
from siyu.connect.inbox.router import inbox_database
from siyu.connect.inbox.sealing import seal, unseal
from siyu.lib.errors import Refusal

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Letter:
    """An event that could not be understood: `payload` is as it would be kept in the inbox, alone."""

    received: Received
    place: int
    name: str
    refusal: Refusal
    payload: bytes


def keep_letters(letters: Sequence[Letter]) -> None:
    """Keep the letters; one that is kept already stays as it is."""
    for start in range(0, len(letters), AT_ONCE):
        rows = [_row(letter) for letter in letters[start : start + AT_ONCE]]
        with transaction.atomic(using=inbox_database()):
            DeadLetter.objects.bulk_create(rows, ignore_conflicts=True)


def replay(letters: Sequence[DeadLetter], *, by: str, between: Callable[[str], None] = lambda step: None) -> int:
    """Put the events of unsettled letters into the inbox again and return how many.

    Letter and event change in one transaction each, so that an event is neither lost nor sent twice.
    """
    sent = 0
    for letter in letters:
        plain = unseal(bytes(letter.payload), letter.workspace_id)
        with transaction.atomic(using=inbox_database()):
            if _settle(letter, DeadLetter.REPLAYED, by):
                payload = seal(plain, letter.workspace_id)
                insert_rows([Row(letter.workspace_id, letter.source, letter.protocol, letter.received_at, 1, payload)])
                sent += 1
        between("replayed")
    return sent


def discard(letters: Sequence[DeadLetter], *, by: str) -> int:
    """Settle letters that nobody wants to send again and return how many; they are forgotten with the others."""
    return sum(_settle(letter, DeadLetter.DISCARDED, by) for letter in letters)


def forget_settled(before: datetime) -> int:
    """Delete letters settled before the instant, a few at a time; return how many."""
    gone = 0
    old = DeadLetter.objects.filter(settled_at__lt=before)
    while ids := list(old.values_list("pk", flat=True)[:AT_ONCE]):
        gone += DeadLetter.objects.filter(pk__in=ids).delete()[0]
    return gone


def _settle(letter: DeadLetter, how: str, by: str) -> bool:
    mine = DeadLetter.objects.filter(pk=letter.pk, settled_at=None)
    return mine.update(settled_at=datetime.now(UTC), settled_how=how, settled_by=by) == 1


def _row(letter: Letter) -> DeadLetter:
    received = letter.received
    return DeadLetter(
        workspace_id=received.workspace_id,
        received_id=received.pk,
        place=letter.place,
        source=received.source,
        protocol=received.protocol,
        name=letter.name[:100],
        code=letter.refusal.code,
        reason=letter.refusal.as_dict(),
        payload=seal(letter.payload, received.workspace_id),
        received_at=received.received_at,
    )
