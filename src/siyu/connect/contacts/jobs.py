"""When readings happen: every hour who came and went, everything once a day, and whenever somebody asks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from siyu.connect.contacts.models import ContactSync
from siyu.connect.contacts.runs import ask_for_sync
from siyu.connect.contacts.syncing import sync_contacts
from siyu.jobs import enqueue_once, job
from siyu.platforms.channels.models import Channel

QUICK_EVERY, FULL_EVERY = timedelta(hours=1), timedelta(days=1)
KEPT = 50


@job()
def sync_channel(channel_id: int) -> None:
    """Carry out the reading that waits for a channel."""
    channel = Channel.objects.select_related("workspace").filter(pk=channel_id, disabled_at=None).first()
    if channel is not None:
        sync_contacts(channel)


@job()
def sync_due_channels() -> int:
    """Queue what is due and what was left half done, and return how many channels that are."""
    now = datetime.now(UTC)
    due = [channel for channel in Channel.objects.filter(kind="wecom", disabled_at=None) if _is_due(channel, now)]
    for channel in due:
        enqueue_once(sync_channel, channel.pk)
    return len(due)


def _is_due(channel: Channel, now: datetime) -> bool:
    runs = ContactSync.objects.filter(channel=channel)
    if runs.filter(finished_at=None).exists():
        return True
    if not runs.exists() or runs.filter(started_at__gt=now - QUICK_EVERY).exists():
        # The first reading is asked for by a person: it brings in everybody.
        return False
    ask_for_sync(
        channel,
        "siyu",
        is_full=not runs.filter(is_full=True, error__isnull=True, started_at__gt=now - FULL_EVERY).exists(),
    )
    old = runs.order_by("-pk").values_list("pk", flat=True)[KEPT:]
    ContactSync.objects.filter(pk__in=list(old), finished_at__isnull=False).delete()
    return True
