"""The check of a channel's setup: what is misconfigured here or on the platform's side, and how to mend it."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils.module_loading import import_string

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.platforms.channels.kinds import channel_kind
from siyu.platforms.channels.models import Channel, ChannelCheck
from siyu.platforms.findings import Checkup

KEPT = 20


def check_channel(access: Access, channel: Channel) -> ChannelCheck:
    """Ask the platform what the channel may do and keep what was found. Nothing is changed or sent there."""
    path = channel_kind(channel.kind).check
    if channel.disabled_at is not None or path is None:
        raise Refusal(
            "channel.no_check",
            Text(
                "渠道已停用，或这种渠道没有可检查的",
                "the channel is disabled, or nothing about its kind can be checked",
            ),
            where="channel",
            status=409,
        )
    look: Callable[[Checkup], None] = import_string(path)
    checkup = Checkup(channel)
    look(checkup)
    found = [finding.as_dict() for finding in checkup.findings]
    with transaction.atomic():
        check = ChannelCheck.objects.create(channel=channel, by=access.by, findings=found)
        states = [finding.state for finding in checkup.findings]
        counts = {state: states.count(state) for state in ("good", "doubtful", "bad")}
        record(access, "channel.checked", "channel", str(channel.pk), counts)
        kept = ChannelCheck.objects.filter(channel=channel).order_by("-pk").values_list("pk", flat=True)[:KEPT]
        ChannelCheck.objects.filter(channel=channel).exclude(pk__in=list(kept)).delete()
    return check
