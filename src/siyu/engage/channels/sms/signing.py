"""The signature of a brand's text messages, as previews show and count it."""

from __future__ import annotations

from siyu.accounts.models import Workspace
from siyu.engage.channels.choosing import channel_of
from siyu.engage.channels.sms.kinds import PROVIDERS
from siyu.engage.messaging.transports import Route


def signature_of(workspace: Workspace) -> str:
    """Return `【…】` of the channel a message is sent by that names none; empty before there is one."""
    channel = channel_of(Route(workspace), PROVIDERS)
    return f"【{channel.settings['signature']}】" if channel is not None else ""
