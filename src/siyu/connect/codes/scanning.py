"""A scan: counted once a visit, told what was known of the code before, written into the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from siyu.connect.codes.finding import Known, Verdict, code_row, verdict_of
from siyu.connect.codes.models import Code, CodeBatch, Scan
from siyu.connect.codes.visitors import ROBOT
from siyu.lib.clock import day_of

SAME_VISIT = timedelta(minutes=10)
"""So long the same phone that opens the page again has not scanned again."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the one who scans is told: the verdict, and how often and since when others scanned before."""

    verdict: Verdict
    before: int
    first_at: datetime | None


def scan(known: Known, agent: str, address: str) -> Seen:
    """Count and log a scan. Of scans at the same instant exactly one is the first; a program's is not counted."""
    workspace = known.batch.workspace
    now = workspace.clock.now()
    today = day_of(now, workspace.zone)
    if agent == ROBOT:
        return _looked(known, today)
    with transaction.atomic():
        # Taking the row first makes those who scan the same code at once wait for each other.
        row, _ = Code.objects.get_or_create(batch=known.batch, number=known.number)
        row = Code.objects.select_for_update().get(pk=row.pk)
        last = Scan.objects.filter(batch=known.batch, number=known.number, nth=row.scans).first()
        if last and (last.address, last.agent) == (address, agent) and now - last.at < SAME_VISIT:
            before = row.scans - 1
            said = verdict_of(known.batch, Code(scans=before, claims=row.claims), today)
            return Seen(said, before, row.first_at if before else None)
        verdict = verdict_of(known.batch, row, today)
        _count(known, row, now)
        Scan.objects.create(
            batch=known.batch, number=known.number, nth=row.scans + 1, at=now, verdict=verdict, agent=agent,
            address=address,
        )  # fmt: skip
    return Seen(verdict, row.scans, row.first_at)


def _looked(known: Known, today: date) -> Seen:
    row = code_row(known)
    verdict = verdict_of(known.batch, row, today)
    return Seen(verdict, row.scans, row.first_at) if row else Seen(verdict, 0, None)


def _count(known: Known, row: Code, now: datetime) -> None:
    Code.objects.filter(pk=row.pk).update(
        scans=F("scans") + 1, first_at=Coalesce(F("first_at"), now), last_at=now
    )  # fmt: skip
    CodeBatch.objects.filter(pk=known.batch.pk).update(
        scans=F("scans") + 1,
        scanned=F("scanned") + int(row.scans == 0),
        repeated=F("repeated") + int(row.scans == 1),
    )
