"""Registers the domain with Django and with the registries of lower wings."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

if TYPE_CHECKING:
    from siyu.accounts.models import Workspace


class SegmentsConfig(AppConfig):
    name = "siyu.understand.segments"
    label = "understand_segments"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal
        from siyu.connect.imports.afterwards import register_afterwards
        from siyu.jobs import schedule
        from siyu.unify.members.panels import Panel, register_panel

        register_personal("siyu.understand.segments.erasing.STORES")
        register_panel(Panel("segments", _panel))
        register_afterwards("understand", _refresh)
        # Every hour, because the night of a brand is that of its own clock; what is up to date costs one query.
        schedule("understand", "siyu.understand.segments.jobs.refresh_all", every=timedelta(hours=1))


def _panel(workspace: Workspace, member_id: int) -> Any:
    from siyu.understand.segments.reading import segments_of

    return segments_of(workspace, member_id)


def _refresh(workspace: Workspace) -> None:
    from siyu.jobs import enqueue_once
    from siyu.understand.segments.jobs import refresh_understanding

    enqueue_once(refresh_understanding, workspace.slug)
