"""Registers the domain with Django and with the registries of lower wings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

if TYPE_CHECKING:
    from siyu.accounts.models import Workspace


class LeadsConfig(AppConfig):
    name = "siyu.understand.leads"
    label = "understand_leads"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal
        from siyu.connect.imports.kinds import register
        from siyu.understand.leads.kinds import LEAD_STAGES
        from siyu.unify.members.panels import Panel, register_panel

        register(LEAD_STAGES)
        register_personal("siyu.understand.leads.erasing.STORES")
        register_panel(Panel("lead", _panel))


def _panel(workspace: Workspace, member_id: int) -> Any:
    from siyu.understand.leads.panel import member_lead

    return member_lead(workspace, member_id)
