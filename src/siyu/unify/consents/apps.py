"""Registers the domain with Django and with the registries of lower wings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

if TYPE_CHECKING:
    from siyu.accounts.models import Workspace


class ConsentsConfig(AppConfig):
    name = "siyu.unify.consents"
    label = "unify_consents"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal
        from siyu.connect.imports.kinds import register
        from siyu.unify.consents.kinds import CONSENTS
        from siyu.unify.members.panels import Panel, register_panel

        register(CONSENTS)
        register_panel(Panel("consents", _panel))
        register_personal("siyu.unify.consents.erasing.STORES")


def _panel(workspace: Workspace, member_id: int) -> Any:
    from siyu.unify.consents.standing import consents_of

    return consents_of(workspace, member_id)
