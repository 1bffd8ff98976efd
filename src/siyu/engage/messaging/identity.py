"""Who is whom, both ways, kept between chunks for as long as no merge changed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from siyu.accounts.models import Workspace
from siyu.engage.messaging.policy.asking import Ids
from siyu.unify.members.identity import identity_version, read_identity


@dataclass(frozen=True, slots=True)
class Identity:
    """The merges of a workspace at a version: moved ids by source, and the same by the member they are shown under."""

    version: int
    sources: Ids
    members: Ids
    by_member: Ids
    their_sources: Ids

    def canonical(self, ids: Ids) -> Ids:
        """Return the member each id is shown under."""
        at = np.searchsorted(self.sources, ids)
        is_moved = np.append(self.sources, -1)[at] == ids
        return np.where(is_moved, np.append(self.members, -1)[at], ids)

    def sources_of(self, members: Ids) -> tuple[Ids, Ids]:
        """Return (place among the members, source id) of every id of theirs, their own included."""
        starts = np.searchsorted(self.by_member, members, side="left")
        counts = np.searchsorted(self.by_member, members, side="right") - starts
        places = np.repeat(np.arange(len(members)), counts)
        within = np.arange(len(places)) - np.repeat(np.cumsum(counts) - counts, counts)
        moved = self.their_sources[np.repeat(starts, counts) + within]
        return np.concatenate([np.arange(len(members)), places]), np.concatenate([members, moved])


_kept: dict[str, Identity] = {}


def identity_of(workspace: Workspace) -> Identity:
    """Return the merges as they stand in the caller's transaction."""
    version = identity_version(workspace)
    key = str(workspace.lake_path)
    known = _kept.get(key)
    if known is None or known.version != version:
        known = _kept[key] = _read(workspace, version)
    return known


def _read(workspace: Workspace, version: int) -> Identity:
    moved = read_identity(workspace)
    sources, members = moved["source_id"].to_numpy(), moved["member_id"].to_numpy()
    order = np.argsort(members, kind="stable")
    return Identity(version, sources, members, members[order], sources[order])
