"""Registers the domain with Django and with the registries of lower wings."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

if TYPE_CHECKING:
    from siyu.accounts.models import Workspace


class TagsConfig(AppConfig):
    name = "siyu.understand.tags"
    label = "understand_tags"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal
        from siyu.connect.imports.kinds import register
        from siyu.jobs import schedule
        from siyu.understand.tags.kinds import TAGS
        from siyu.unify.members.panels import Panel, register_panel

        register(TAGS)
        register_personal("siyu.understand.tags.erasing.STORES")
        register_panel(Panel("tags", _panel))
        schedule("delivered tags", "siyu.understand.tags.jobs.refresh_delivered_all", every=timedelta(minutes=5))


def _panel(workspace: Workspace, member_id: int) -> Any:
    from siyu.understand.tags.panel import member_tags

    return member_tags(workspace, member_id)
