"""The stage of a load that an upper wing fills: `resolve` turns a batch's identifiers into source ids."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from siyu.accounts.models import Workspace


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

_resolvers: list[Resolver] = []


def register_resolver(resolver: Resolver) -> None:
    """Declare who turns identifiers into source ids; there is exactly one."""
    _resolvers[:] = [resolver]


def resolve(workspace: Workspace, values: Values) -> Resolved:
    """Return the source ids of a batch of distinct identifier combinations."""
    return _resolvers[0](workspace, values)
