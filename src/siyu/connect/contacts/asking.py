"""Asking for a reading: by whom, of which channel."""

from __future__ import annotations

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.connect.contacts.models import ContactSync
from siyu.connect.contacts.runs import ask_for_sync
from siyu.jobs import enqueue_once
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.platforms.channels.managing import find_channel
from siyu.platforms.channels.models import Channel

READABLE = "wecom"


def find_readable(workspace: Workspace, number: int) -> Channel:
    """Return a channel that has contacts to be read; refuses every other with 404."""
    channel = find_channel(workspace, number)
    if channel.kind != READABLE:
        raise Refusal(
            "contacts.no_contacts",
            Text("只有企业微信渠道可以同步客户", "only channels of WeCom have contacts to be read"),
            where="channel",
            status=404,
        )
    return channel


def ask_for_reading(access: Access, channel: Channel, *, is_full: bool) -> ContactSync:
    """Queue a reading and return it, or the one that goes on. Call it in a transaction."""
    from siyu.connect.contacts.jobs import sync_channel

    if channel.disabled_at is not None:
        raise Refusal("channel.disabled", Text("渠道已停用", "the channel is disabled"), where="channel", status=409)
    run = ask_for_sync(channel, access.by, is_full=is_full)
    record(access, "contacts.asked", "channel", str(channel.pk), {"is_full": run.is_full})
    enqueue_once(sync_channel, channel.pk)
    return run
