"""Registers the domain with Django and with the registries of lower wings."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

if TYPE_CHECKING:
    from siyu.accounts.models import Workspace


RECORD_ALL = "siyu.understand.stages.jobs.record_all"


class StagesConfig(AppConfig):
    name = "siyu.understand.stages"
    label = "understand_stages"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal
        from siyu.jobs import at_start, schedule
        from siyu.unify.members.panels import Panel, register_panel

        register_personal("siyu.understand.stages.erasing.STORES")
        register_panel(Panel("stages", _panel))
        # Every hour, because the night of a brand is that of its own clock; a day that is recorded costs one query. Not after
        # every import: the days of a year take minutes, and nobody waits for them.
        schedule("stages", RECORD_ALL, every=timedelta(hours=1))
        at_start(RECORD_ALL)


def _panel(workspace: Workspace, member_id: int) -> Any:
    from siyu.understand.stages.panel import member_stages

    return member_stages(workspace, member_id)
