"""Registers the domain with Django: kinds of channels, and how messages go out by them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.apps import AppConfig

from siyu.lib.text import Text

if TYPE_CHECKING:
    from siyu.accounts.models import Workspace
    from siyu.engage.messaging.transports import Outgoing, Result, Route


class ChannelsConfig(AppConfig):
    name = "siyu.engage.channels"
    label = "engage_channels"

    def ready(self) -> None:
        from siyu.engage.messaging.transports import Transport, register_transport
        from siyu.engage.templates.contents.kinds import register_lead
        from siyu.platforms.channels.kinds import register_channel_kind

        register_channel_kind("siyu.engage.channels.sms.kinds.ALIBABA_SMS")
        register_channel_kind("siyu.engage.channels.sms.kinds.TENCENT_SMS")
        register_channel_kind("siyu.engage.channels.mail.kinds.MAIL_CHANNEL")
        register_channel_kind("siyu.engage.channels.webhooks.kinds.WEBHOOK_CHANNEL")
        register_lead("sms", _signature)
        # So few at once that the slowest answers of all come before the lease of a claim ends.
        register_transport(Transport("sms", "sms", Text("短信", "SMS"), _send_sms, can_repeat=False, at_once=10))
        register_transport(Transport("mail", "email", Text("邮件", "Mail"), _send_mail, can_repeat=False, at_once=10))
        register_transport(
            Transport("webhook", "webhook", Text("接口推送", "Webhook"), _send_webhook, can_repeat=True, at_once=10)
        )


def _signature(workspace: Workspace) -> str:
    from siyu.engage.channels.sms.signing import signature_of

    return signature_of(workspace)


def _send_sms(route: Route, messages: Sequence[Outgoing]) -> Sequence[Result]:
    from siyu.engage.channels.sms.sending import send

    return send(route, messages)


def _send_mail(route: Route, messages: Sequence[Outgoing]) -> Sequence[Result]:
    from siyu.engage.channels.mail.sending import send

    return send(route, messages)


def _send_webhook(route: Route, messages: Sequence[Outgoing]) -> Sequence[Result]:
    from siyu.engage.channels.webhooks.sending import send

    return send(route, messages)
