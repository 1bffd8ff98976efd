"""Sealing and opening the secrets of a channel: the only place that sees them in the clear."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from siyu.accounts.sealing import seal, unseal
from siyu.platforms.channels.models import Channel


def secrets_of(channel: Channel) -> dict[str, str]:
    """Return the secrets by name. Never log, show or store them; take them as late as can be."""
    if not channel.secrets:
        return {}
    return msgspec.json.decode(unseal(bytes(channel.secrets), _about(channel)), type=dict[str, str])


def keep_secrets(channel: Channel, secrets: Mapping[str, str]) -> None:
    """Put the secrets into the channel, sealed; saving it is the caller's."""
    channel.secrets = seal(msgspec.json.encode(dict(secrets)), _about(channel))


def _about(channel: Channel) -> bytes:
    return b"siyu.channel:%d" % channel.pk
