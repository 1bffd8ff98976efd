"""The registry by which upper wings put their part on member 360, page and API alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from siyu.accounts.models import Workspace

Build = Callable[[Workspace, int], Any]


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of member 360: `build(workspace, canonical member id)` returns plain JSON values, shown under `name`."""

    name: str
    build: Build


PANELS: dict[str, Panel] = {}


def register_panel(panel: Panel) -> None:
    """Add a panel; a second one of the same name is a programming error."""
    if panel.name in PANELS:
        raise ValueError(f"panel {panel.name!r} is registered twice")
    PANELS[panel.name] = panel
