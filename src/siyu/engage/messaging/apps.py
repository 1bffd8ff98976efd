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
        from siyu.jobs import loop, schedule
        from siyu.unify.members.panels import Panel, register_panel

        register_personal("siyu.engage.messaging.erasing.STORES")
        register_panel(Panel("messages", _panel))
        loop("transactional messages", "siyu.engage.messaging.lanes.run_transactional")
        loop("bulk messages", "siyu.engage.messaging.lanes.run_bulk")
        schedule("outcomes of messages", "siyu.engage.messaging.jobs.tell_all", every=timedelta(minutes=1))


def _panel(workspace: Workspace, member_id: int) -> Any:
    from siyu.engage.messaging.listing import messages_of

    return messages_of(workspace, member_id)
