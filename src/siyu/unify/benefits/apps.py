"""Registers the domain with Django and with the registries of lower wings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

if TYPE_CHECKING:
    from siyu.accounts.models import Workspace


class BenefitsConfig(AppConfig):
    name = "siyu.unify.benefits"
    label = "unify_benefits"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal
        from siyu.connect.imports.kinds import register
        from siyu.unify.benefits.kinds import COUPONS, POINTS
        from siyu.unify.members.panels import Panel, register_panel

        register(POINTS, COUPONS)
        register_personal("siyu.unify.benefits.erasing.STORES")
        register_panel(Panel("benefits", _panel))


def _panel(workspace: Workspace, member_id: int) -> Any:
    from siyu.unify.benefits.panel import member_benefits

    return member_benefits(workspace, member_id)
