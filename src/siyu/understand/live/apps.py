"""Registers the domain with Django and with the registries of lower wings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from siyu.accounts.models import Workspace


class LiveConfig(AppConfig):
    name = "siyu.understand.live"
    label = "understand_live"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal
        from siyu.connect.loads.stages import register_changed
        from siyu.jobs import loop

        register_changed(_note)
        register_personal("siyu.understand.live.erasing.STORES")
        loop("live", "siyu.understand.live.lane.run")


def _note(workspace: Workspace, source_ids: Iterable[int]) -> None:
    from siyu.understand.live.noting import note

    note(workspace, source_ids)
