"""Registers the domain with Django and with the registries of lower wings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from siyu.accounts.models import Workspace
    from siyu.connect.loads.stages import ProfileChange, Resolved, Values


class MembersConfig(AppConfig):
    name = "siyu.unify.members"
    label = "unify_members"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal
        from siyu.connect.imports.identifiers import register_identifiers
        from siyu.connect.imports.kinds import register
        from siyu.connect.loads.stages import (
            register_identity,
            register_people,
            register_profiles,
            register_resolver,
            register_seal,
            register_unseal,
        )
        from siyu.unify.members.kinds import FURTHER_IDENTIFIERS, IDENTIFIERS, MEMBERS

        register_identifiers(*IDENTIFIERS)
        register(MEMBERS, FURTHER_IDENTIFIERS)
        register_resolver(_resolve)
        register_identity(_read_identity)
        register_people(_members_of, _identifiers_of)
        register_seal(_seal)
        register_unseal(_unseal)
        register_personal("siyu.unify.members.erasing.STORES")
        register_profiles(_change_profiles)


def _resolve(workspace: Workspace, values: Values) -> Resolved:
    """Load NumPy only when a batch comes in."""
    from siyu.unify.members.resolve import resolve

    return resolve(workspace, values)


def _read_identity(workspace: Workspace) -> pa.Table:
    from siyu.unify.members.identity import read_identity

    return read_identity(workspace)


def _members_of(workspace: Workspace, source_ids: Iterable[int]) -> Mapping[int, int]:
    from siyu.unify.members.identity import canonicals_of

    return canonicals_of(workspace, source_ids)


def _identifiers_of(workspace: Workspace, member_id: int) -> Sequence[tuple[str, str]]:
    from siyu.unify.members.known import identifiers_of

    return identifiers_of(workspace, member_id)


def _seal(workspace: Workspace, source_ids: NDArray[np.int64], texts: Sequence[bytes | None]) -> Sequence[bytes | None]:
    from siyu.unify.members.sealing import seal_for

    return seal_for(workspace, source_ids, texts)


def _unseal(workspace: Workspace, source_ids: Sequence[int], sealed: Sequence[bytes | None]) -> Sequence[bytes | None]:
    from siyu.unify.members.sealing import unseal_for

    return unseal_for(workspace, source_ids, sealed)


def _change_profiles(workspace: Workspace, changes: Sequence[ProfileChange]) -> None:
    from siyu.unify.members.profiles import change_profiles

    change_profiles(workspace, changes)
