"""Registers the domain with Django and with the registries of lower wings."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

if TYPE_CHECKING:
    from siyu.accounts.models import Workspace


class MessagingConfig(AppConfig):
    name = "siyu.engage.messaging"
    label = "engage_messaging"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal
        from siyu.connect.callbacks.handlers import Handler, on_callback
        from siyu.engage.messaging.transports import register_transport
        from siyu.engage.messaging.wechat.answers import ANSWER, NOTICE
        from siyu.engage.messaging.wechat.group_sends import GROUP_SEND
        from siyu.jobs import loop, schedule
        from siyu.lib.text import Text
        from siyu.unify.members.panels import Panel, register_panel

        below, account = "siyu.engage.messaging.wechat.acts", "official_account"
        on_callback(
            Handler("messaging.grants", Text("登记可回复的次数", "Open what acts permit"), account, f"{below}.open_by_acts"),
            Handler("messaging.notices", Text("模板消息的结果", "Hear of notices"), account, f"{below}.hear_of_notices",
                    names=frozenset({"TEMPLATESENDJOBFINISH"})),
        )  # fmt: skip
        register_personal("siyu.engage.messaging.erasing.STORES")
        register_panel(Panel("messages", _panel))
        loop("transactional messages", "siyu.engage.messaging.lanes.run_transactional")
        loop("bulk messages", "siyu.engage.messaging.lanes.run_bulk")
        schedule("outcomes of messages", "siyu.engage.messaging.jobs.tell_all", every=timedelta(minutes=1))
        schedule("group messages", "siyu.engage.messaging.jobs.follow_all", every=timedelta(minutes=10))
        for transport in (GROUP_SEND, ANSWER, NOTICE):
            register_transport(transport)


def _panel(workspace: Workspace, member_id: int) -> Any:
    from siyu.engage.messaging.listing import messages_of

    return messages_of(workspace, member_id)
