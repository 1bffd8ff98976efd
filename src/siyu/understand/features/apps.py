"""Registers the domain with Django and with the registries of lower wings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

if TYPE_CHECKING:
    from siyu.accounts.models import Workspace


class FeaturesConfig(AppConfig):
    name = "siyu.understand.features"
    label = "understand_features"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal
        from siyu.unify.members.panels import Panel, register_panel

        register_personal("siyu.understand.features.erasing.STORES")
        register_panel(Panel("value", _panel))


def _panel(workspace: Workspace, member_id: int) -> Any:
    from siyu.understand.features.panel import member_features

    return member_features(workspace, member_id)
