"""Load stages, filled by upper wings: `resolve` a batch's identifiers before it is frozen, `refresh` after it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from siyu.accounts.models import Workspace
    from siyu.connect.loads.models import Load


@dataclass(frozen=True, slots=True)
class Resolved:
    """The answer to a batch of identifiers: one source id a row, 0 where a row had no identifier.

    `fresh` says of a row that one of its identifiers was new, `conflicting` that they belong to different members.
    """

    source_ids: NDArray[np.int64]
    made: int
    conflicting: NDArray[np.bool_]
    fresh: NDArray[np.bool_]


Values = Sequence[tuple[str, Sequence[str | None]]]
"""(identifier kind, one normalised value or None a row), one entry a mapped column."""

Resolver = Callable[["Workspace", Values], Resolved]
Refresher = Callable[["Workspace", "Load"], None]

_resolvers: list[Resolver] = []
_refreshers: dict[str, Refresher] = {}


def register_resolver(resolver: Resolver) -> None:
    """Declare who turns identifiers into source ids; there is exactly one."""
    _resolvers[:] = [resolver]


def register_refresh(name: str, refresher: Refresher) -> None:
    """Declare work that follows every load. It may run twice for one load after a crash, so it must be idempotent."""
    _refreshers[name] = refresher


def resolve(workspace: Workspace, values: Values) -> Resolved:
    """Return the source ids of a batch of distinct identifier combinations."""
    return _resolvers[0](workspace, values)


def refresh(workspace: Workspace, load: Load) -> None:
    """Tell every registered wing that a load is done."""
    for refresher in _refreshers.values():
        refresher(workspace, load)
