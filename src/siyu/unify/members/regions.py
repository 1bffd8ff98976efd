"""The region of what changed: every id whose person may be another one now, with all that decides it."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q

from siyu.accounts.models import Workspace
from siyu.unify.members.decisions import Said, Settled, decisions_about, settle
from siyu.unify.members.evidence import evidence_at, parts
from siyu.unify.members.identifiers import KINDS, RANK
from siyu.unify.members.identity import canonicals_of
from siyu.unify.members.models import Conflict, Evidence, Identifier, Merge

if TYPE_CHECKING:
    from siyu.analytics.linking import Linked

log = logging.getLogger("siyu.members")

MOST = 20_000
"""Ids of a region at most: a wider one can only come from data made to be, and is left as it is."""

ALONE, OUT = -2, -3

Held = tuple[str, str]
"""(kind, scope)."""


@dataclass
class Region:
    """`inside` are the ids to be linked anew. `outside` are neighbours whose person stays: with that person, `ALONE` when they
    are held back, `OUT` when they are overshared, which they are for ever."""

    workspace: Workspace
    inside: set[int] = field(default_factory=set)
    outside: dict[int, int] = field(default_factory=dict)
    evidence: dict[int, Evidence] = field(default_factory=dict)
    held: defaultdict[int, list[Held]] = field(default_factory=lambda: defaultdict(list))
    conflicts: dict[int, Conflict] = field(default_factory=dict)
    merges: dict[int, Merge] = field(default_factory=dict)
    decisions: dict[int, Said] = field(default_factory=dict)

    @property
    def nodes(self) -> list[int]:
        """All ids, ascending."""
        return sorted(self.inside | set(self.outside))

    def settled(self) -> Settled:
        """Return what stands of the decisions, about ids that are here."""
        here = self.inside | set(self.outside)
        found = settle(self.decisions[number] for number in sorted(self.decisions))
        one = [(number, ids & here) for number, ids in found.one if len(ids & here) > 1]
        apart = [Said(said.number, said.verdict, tuple(side & here for side in said.sides)) for said in found.apart]
        return Settled(one, apart)

    def is_strong(self, number: int) -> bool:
        return any(KINDS[kind].is_strong for kind, _ in self.held[number])

    def weakness(self, number: int) -> int:
        """Return the rank of the strongest identifier of an id."""
        return min((RANK[kind] for kind, _ in self.held[number]), default=len(RANK))

    def link(self) -> Linked:
        """Return who is one person now."""
        from siyu.unify.members.kernel_input import link_region

        return link_region(self)


def read_region(workspace: Workspace, touched: Collection[int]) -> Region | None:
    """Return the region of ids whose evidence or decisions changed; None when it is too wide."""
    region = Region(workspace)
    layer = _not_overshared(region, touched)
    while layer:
        region.inside |= layer
        if len(region.inside) > MOST:
            log.warning("a region of more than %s ids of workspace %s is left as it is", MOST, workspace.pk)
            return None
        layer = _not_overshared(region, _beyond(region, layer, touched) - region.inside)
    _look_outside(region)
    return region


def _beyond(region: Region, layer: set[int], touched: Collection[int]) -> set[int]:
    """Read all about a layer and return the ids it leads to."""
    rows = evidence_at(region.workspace, layer)
    region.evidence.update((row.pk, row) for row in rows)
    ends = layer | {number for row in rows for number in (row.left, row.right)}
    _read_held(region, ends)
    _read_conflicts(region, ends)
    said = decisions_about(region.workspace, layer)
    region.decisions.update((one.number, one) for one in said)
    merges = _merges_at(region.workspace, layer)
    region.merges.update((row.pk, row) for row in merges)
    beyond = {number for one in said for number in one.ids} | {n for row in merges for n in (row.source, row.target)}
    for row in rows:
        for here, there in ((row.left, row.right), (row.right, row.left)):
            if here in layer and _leads_on(region, here, here in touched):
                beyond.add(there)
    return beyond


def _leads_on(region: Region, number: int, is_touched: bool) -> bool:
    """Say whether who a neighbour is may depend on this id: not for a weak one, nor for one that has long been shared."""
    known = region.conflicts.get(number)
    is_shared = known is not None and known.why == Conflict.SHARED
    return region.is_strong(number) and (is_touched or not is_shared)


def _not_overshared(region: Region, ids: Collection[int]) -> set[int]:
    """Return the ids without those that are overshared: everybody was seen with them, which says nothing."""
    _read_conflicts(region, ids)
    out = {number for number, row in region.conflicts.items() if row.why == Conflict.OVERSHARED}
    return set(ids) - out


def _look_outside(region: Region) -> None:
    """Note the neighbours that are not inside, and whom they belong to."""
    ends = {number for row in region.evidence.values() for number in (row.left, row.right)} - region.inside
    outside = {number for number in ends if region.is_strong(number) or number in region.conflicts}
    region.evidence = {
        key: row
        for key, row in region.evidence.items()
        if {row.left, row.right} <= region.inside | outside
    }  # fmt: skip
    members = canonicals_of(region.workspace, outside)
    region.outside = {number: _standing(region.conflicts.get(number), members[number]) for number in outside}
    said = decisions_about(region.workspace, outside)
    region.decisions.update((one.number, one) for one in said)


def _standing(conflict: Conflict | None, member: int) -> int:
    if conflict is None:
        return member
    return OUT if conflict.why == Conflict.OVERSHARED else ALONE


def _read_held(region: Region, ids: Iterable[int]) -> None:
    unknown = [number for number in ids if number not in region.held]
    for part in parts(unknown):
        rows = Identifier.objects.filter(workspace=region.workspace, source_id__in=part)
        for number, kind, scope in rows.values_list("source_id", "kind", "scope"):
            region.held[number].append((kind, scope))
    for number in unknown:
        region.held[number].sort()


def _read_conflicts(region: Region, ids: Iterable[int]) -> None:
    for part in parts(list(ids)):
        rows = Conflict.objects.filter(workspace=region.workspace, source_id__in=part, released_at=None)
        region.conflicts.update((row.source_id, row) for row in rows.select_related("decision"))


def _merges_at(workspace: Workspace, ids: Collection[int]) -> list[Merge]:
    found: list[Merge] = []
    for part in parts(ids):
        rows = Merge.objects.filter(Q(source__in=part) | Q(target__in=part), workspace=workspace, undone_at=None)
        found += rows.select_related("evidence", "decision")
    return found
