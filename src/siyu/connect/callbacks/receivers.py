"""For whom an address takes callbacks: its channel and the keys, looked up once every few seconds."""

from __future__ import annotations

from dataclasses import dataclass, field

from siyu.connect.callbacks.opening import Keys
from siyu.connect.collection.writers import Remembered
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.platforms.channels.models import Channel
from siyu.platforms.channels.opening import secrets_of


@dataclass(frozen=True, slots=True)
class Receiver:
    """A channel that takes callbacks, and what they are checked with."""

    workspace_id: int
    channel_id: int
    kind: str
    keys: Keys = field(repr=False)


def _look_up(key: str) -> Receiver | None:
    channel = Channel.objects.filter(callback_key=key, disabled_at=None).first()
    if channel is None:
        return None
    secrets = secrets_of(channel)
    keys = Keys(secrets.get("callback_token", ""), secrets.get("callback_aes_key", ""), channel.identity)
    return Receiver(channel.workspace_id, channel.pk, channel.kind, keys)


def _unknown() -> Refusal:
    return Refusal("callback.unknown", Text("没有这个回调地址", "there is no callback address like this"), status=404)


receivers: Remembered[Receiver] = Remembered(_look_up, _unknown)
