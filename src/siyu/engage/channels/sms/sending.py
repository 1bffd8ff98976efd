"""Sending text messages: what may go out, and by which provider."""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string

from siyu.engage.channels.choosing import channel_of
from siyu.engage.channels.sms.kinds import ALIBABA, LIBRARIES, PROVIDERS, TENCENT, SmsSettings
from siyu.engage.messaging.models import MARKETING
from siyu.engage.messaging.transports import Outgoing, Result, Route
from siyu.platforms.channels.kinds import channel_kind
from siyu.platforms.channels.models import Channel
from siyu.platforms.channels.opening import secrets_of
from siyu.platforms.channels.tuning import settings_of

log = logging.getLogger("siyu.channels")

SEND = {
    ALIBABA: "siyu.engage.channels.sms.alibaba.provider_of",
    TENCENT: "siyu.engage.channels.sms.tencent.provider_of",
}
SECONDS = 10


@dataclass(frozen=True, slots=True)
class Account:
    """An account of a provider; `secret` is in the clear."""

    identity: str
    secret: str
    base_url: str
    settings: Any


@dataclass(frozen=True, slots=True)
class Sms:
    """A text message as a provider takes it: its registered template and the texts at its places, in their order."""

    number: str
    code: str
    parameters: dict[str, str]
    reference: str


Provider = Callable[[Sms], Result]


def send(route: Route, messages: Sequence[Outgoing]) -> list[Result]:
    """Hand messages to the provider one by one, because each has its own words."""
    channel = channel_of(route, PROVIDERS)
    if channel is None:
        return [Result("failed", reason="sms.no_channel")] * len(messages)
    if importlib.util.find_spec(LIBRARIES[channel.kind]) is None:
        return [Result("failed", reason="sms.no_library")] * len(messages)
    settings = settings_of(channel, _model(channel))
    provider: Provider = import_string(SEND[channel.kind])(
        Account(channel.identity, secrets_of(channel)["key"], channel.base_url, settings)
    )
    return [_send(provider, settings, message) for message in messages]


def _send(provider: Provider, settings: SmsSettings, message: Outgoing) -> Result:
    content = message.content
    if message.content_class == MARKETING and settings.opt_out not in str(content.get("text", "")):
        return Result("failed", reason="sms.no_way_out")
    if not content.get("code"):
        return Result("failed", reason="sms.no_template")
    parameters = {str(one["name"]): str(one["text"]) for one in content.get("parameters", [])}
    try:
        return provider(Sms(message.address, str(content["code"]), parameters, str(message.id)))
    except Exception as error:
        # Its own message only: the others of the call went out or will. What the libraries say may hold addresses.
        log.warning("an SMS could not be handed over: %s", type(error).__name__)
        return Result("uncertain", reason=f"sms.{type(error).__name__}")


def _model(channel: Channel) -> type[SmsSettings]:
    model = channel_kind(channel.kind).settings
    assert issubclass(model, SmsSettings)
    return model
