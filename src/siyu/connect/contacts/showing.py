"""Readings and what they keep, as the API shows them."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from siyu.connect.contacts.models import (
    ContactRelation,
    ContactSync,
    CorpTag,
    CustomerGroup,
    GroupSeat,
    StaffMember,
)
from siyu.connect.contacts.runs import STEPS
from siyu.platforms.channels.models import Channel

SHOWN = 20


def summary(channel: Channel) -> dict[str, Any]:
    """Return what is known of a channel by now, and its last readings, the latest first."""
    open_still = ContactRelation.objects.filter(channel=channel, until=None)
    runs = ContactSync.objects.filter(channel=channel).order_by("-pk")
    return {
        "relations": open_still.count(),
        "customers": open_still.values("external_userid").distinct().count(),
        "staff": StaffMember.objects.filter(channel=channel, gone_at=None).count(),
        "tags": CorpTag.objects.filter(channel=channel, gone_at=None).count(),
        "groups": CustomerGroup.objects.filter(channel=channel, gone_at=None).count(),
        "seats": GroupSeat.objects.filter(group__channel=channel, left_at=None).count(),
        "items": [show_run(run) for run in runs[:SHOWN]],
        "total": runs.count(),
    }


def show_run(run: ContactSync) -> dict[str, Any]:
    """Return a reading with how far it has come: staff whose customers were read, of those who have any."""
    fields = ("is_full", "by", "step", "counts", "error", "started_at", "finished_at")
    done, whole = (
        run.counts.get("staff_read", 0) + run.counts.get("staff_left_out", 0),
        run.counts.get("staff_with_contact", 0),
    )
    step = STEPS.index(run.step) if run.finished_at is None else len(STEPS)
    return {"id": run.pk, **{name: getattr(run, name) for name in fields}, "steps_done": step, "steps": len(STEPS),
            "staff_done": min(done, whole), "staff_whole": whole}  # fmt: skip


def staff_of(channel: Channel, search: str) -> QuerySet[Any]:
    """Return staff by name or userid, each with how many customers he has."""
    mine = ContactRelation.objects.filter(channel=channel, staff=OuterRef("userid"), until=None).order_by()
    counted = mine.values("staff").annotate(n=Count("pk")).values("n")
    found = StaffMember.objects.filter(channel=channel).annotate(
        customers=Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    )
    if words := search.strip():
        found = found.filter(userid__icontains=words) | found.filter(name__icontains=words)
    return found.order_by(F("gone_at").asc(nulls_first=True), "userid")
