"""Readings happen by themselves once somebody has asked for the first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django_tasks_db.models import DBTaskResult

from siyu.connect.contacts.jobs import sync_channel, sync_due_channels
from siyu.connect.contacts.models import ContactSync
from siyu.connect.contacts.runs import ask_for_sync
from siyu.platforms.channels.models import Channel


def made(channel: Channel, hours: float, **fields: object) -> None:
    run = ContactSync.objects.create(
        channel=channel, by="alice", step="groups", **{"is_full": True, "finished_at": datetime.now(UTC), **fields}
    )
    ContactSync.objects.filter(pk=run.pk).update(started_at=datetime.now(UTC) - timedelta(hours=hours))


def test_nothing_is_read_before_somebody_asks(wecom: Channel) -> None:
    assert sync_due_channels.call() == 0
    assert not ContactSync.objects.exists()


def test_every_hour_a_quick_one_and_every_day_a_full_one(wecom: Channel) -> None:
    made(wecom, 0.5)
    assert sync_due_channels.call() == 0
    ContactSync.objects.all().delete()
    made(wecom, 2)
    assert sync_due_channels.call() == 1
    assert ContactSync.objects.latest("pk").is_full is False
    ContactSync.objects.all().delete()
    made(wecom, 25)
    assert sync_due_channels.call() == 1
    assert ContactSync.objects.latest("pk").is_full is True


def test_what_was_left_half_done_is_gone_on_with_once(wecom: Channel) -> None:
    ask_for_sync(wecom, "alice", is_full=True)
    assert (sync_due_channels.call(), sync_due_channels.call()) == (1, 1)
    assert DBTaskResult.objects.count() == 1
    sync_channel.call(wecom.pk)
    assert ContactSync.objects.get().finished_at is not None


def test_a_disabled_channel_is_left_alone(wecom: Channel) -> None:
    made(wecom, 2)
    ask_for_sync(wecom, "alice", is_full=True)
    Channel.objects.update(disabled_at=datetime.now(UTC))
    assert sync_due_channels.call() == 0
    sync_channel.call(wecom.pk)
    assert ContactSync.objects.filter(finished_at=None).count() == 1
