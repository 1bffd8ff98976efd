"""Registers the domain with Django and with member 360."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

if TYPE_CHECKING:
    from siyu.accounts.models import Workspace


class HintsConfig(AppConfig):
    name = "siyu.unify.hints"
    label = "unify_hints"

    def ready(self) -> None:
        from siyu.unify.members.panels import Panel, register_panel

        register_panel(Panel("hints", _panel))


def _panel(workspace: Workspace, member_id: int) -> Any:
    from siyu.unify.hints.reading import member_hints

    return member_hints(workspace, member_id)
