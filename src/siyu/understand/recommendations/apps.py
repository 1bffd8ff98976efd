"""Registers the domain with Django and with the registries of lower wings."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

if TYPE_CHECKING:
    from siyu.accounts.models import Workspace


class RecommendationsConfig(AppConfig):
    name = "siyu.understand.recommendations"
    label = "understand_recommendations"

    def ready(self) -> None:
        from siyu.connect.imports.afterwards import register_afterwards
        from siyu.jobs import schedule
        from siyu.unify.members.panels import Panel, register_panel

        register_panel(Panel("recommendations", _panel))
        register_afterwards("recommendations", _learn)
        # Every hour, because the night of a brand is that of its own clock; a day that was learnt costs one query.
        schedule("recommendations", "siyu.understand.recommendations.jobs.learn_all", every=timedelta(hours=1))


def _panel(workspace: Workspace, member_id: int) -> Any:
    from siyu.understand.recommendations.telling import member_panel

    return member_panel(workspace, member_id)


def _learn(workspace: Workspace) -> None:
    from siyu.jobs import enqueue_once
    from siyu.understand.recommendations.jobs import learn_one

    enqueue_once(learn_one, workspace.slug)
