"""The settings of a channel as its kind's model, what was never set at the platform's own numbers."""

from __future__ import annotations

from typing import TypeVar

from siyu.platforms.channels.kinds import ChannelSettings
from siyu.platforms.channels.models import Channel

Known = TypeVar("Known", bound=ChannelSettings)


def settings_of(channel: Channel, model: type[Known]) -> Known:
    """Return the settings; fields that no release knows any more are left out."""
    return model.model_validate(
        {name: channel.settings[name] for name in model.model_fields if name in channel.settings}
    )
