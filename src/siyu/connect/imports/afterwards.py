"""What upper wings do when an import has ended: registered by them, called at its end, again should it be run again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from siyu.accounts.models import Workspace

Afterwards = Callable[["Workspace"], None]

_registered: dict[str, Afterwards] = {}


def register_afterwards(name: str, work: Afterwards) -> None:
    """Declare work that follows every import that is not a dry run; it must be quick, or queue a job."""
    _registered[name] = work


def after_import(workspace: Workspace) -> None:
    """Do what was registered."""
    for work in _registered.values():
        work(workspace)
