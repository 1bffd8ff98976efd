"""The stages of a load that an upper wing fills: who the identifiers of a batch mean, who is whom, what is sealed for one
person only, what becomes known of people, and who is not what they were."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
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


ReadIdentity = Callable[["Workspace"], "pa.Table"]

_identities: list[ReadIdentity] = []


def register_identity(read: ReadIdentity) -> None:
    """Declare who knows which ids were merged into which; there is exactly one."""
    _identities[:] = [read]


def identity_of(workspace: Workspace) -> pa.Table:
    """Return (source_id, member_id) of every id that is not its own canonical member."""
    return _identities[0](workspace)


MembersOf = Callable[["Workspace", Iterable[int]], Mapping[int, int]]
IdentifiersOf = Callable[["Workspace", int], Sequence[tuple[str, str]]]

_members_of: list[MembersOf] = []
_identifiers_of: list[IdentifiersOf] = []


def register_people(members_of: MembersOf, identifiers_of: IdentifiersOf) -> None:
    """Declare who knows which member an id is shown under, and what a member is known by; there is exactly one."""
    _members_of[:], _identifiers_of[:] = [members_of], [identifiers_of]


def members_of(workspace: Workspace, source_ids: Iterable[int]) -> Mapping[int, int]:
    """Return the member each of a few ids is shown under."""
    return _members_of[0](workspace, source_ids)


def identifiers_of(workspace: Workspace, member_id: int) -> Sequence[tuple[str, str]]:
    """Return (kind, value) of what a member is known by, empty for one that does not exist or was erased."""
    return _identifiers_of[0](workspace, member_id)


Seal = Callable[["Workspace", "NDArray[np.int64]", Sequence[bytes | None]], Sequence[bytes | None]]

_seals: list[Seal] = []


def register_seal(seal: Seal) -> None:
    """Declare who seals what only a person's own key opens; there is exactly one."""
    _seals[:] = [seal]


def seal_for(
    workspace: Workspace, source_ids: NDArray[np.int64], texts: Sequence[bytes | None]
) -> Sequence[bytes | None]:
    """Return each text sealed with the key of its source id; None stays None."""
    return _seals[0](workspace, source_ids, texts)


Unseal = Callable[["Workspace", Sequence[int], Sequence[bytes | None]], Sequence[bytes | None]]

_unseals: list[Unseal] = []


def register_unseal(unseal: Unseal) -> None:
    """Declare who opens what was sealed; there is exactly one."""
    _unseals[:] = [unseal]


def unseal_for(
    workspace: Workspace, source_ids: Sequence[int], sealed: Sequence[bytes | None]
) -> Sequence[bytes | None]:
    """Return each text opened with the key of its source id, None where there is none or the key was destroyed."""
    return _unseals[0](workspace, source_ids, sealed)


How = Literal["set", "set_once", "add", "append", "unset", "delete"]


@dataclass(frozen=True, slots=True)
class ProfileChange:
    """What an event tells of a person, and when: attributes to set, to set where there are none, to add to, …"""

    source_id: int
    how: How
    values: Mapping[str, Any]
    at: datetime


ChangeProfiles = Callable[["Workspace", Sequence[ProfileChange]], None]

_changers: list[ChangeProfiles] = []


def register_profiles(change: ChangeProfiles) -> None:
    """Declare who keeps what is known of people; there is exactly one."""
    _changers[:] = [change]


def change_profiles(workspace: Workspace, changes: Sequence[ProfileChange]) -> None:
    """Apply a few changes in their order, inside the caller's transaction."""
    _changers[0](workspace, changes)


NoteChanged = Callable[["Workspace", Iterable[int]], None]

_notes: list[NoteChanged] = []


def register_changed(note: NoteChanged) -> None:
    """Declare who remembers whose state changed; there is exactly one."""
    _notes[:] = [note]


def note_changed(workspace: Workspace, source_ids: Iterable[int]) -> None:
    """Say that something beside the lake changed about these ids; call inside the transaction that changes it.

    What a load brings needs no note: the lake's rows carry its number.
    """
    for note in _notes:
        note(workspace, source_ids)
