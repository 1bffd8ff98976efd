"""Evidence: which ids were seen together. It is only ever added to; who is one person follows from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import combinations
from typing import TypeVar

from django.db.models import Q

from siyu.accounts.models import Workspace
from siyu.connect.loads.origin import origin
from siyu.unify.members.inserting import insert
from siyu.unify.members.models import Evidence

Pair = tuple[int, int]
One = TypeVar("One")

AT_ONCE = 500
"""Ids a query asks about."""


def pairs_of(ids: Iterable[int]) -> list[Pair]:
    """Return every pair of different ids, the smaller one first."""
    return list(combinations(sorted(set(ids)), 2))


def unseen(workspace: Workspace, pairs: Collection[Pair]) -> set[Pair]:
    """Return the pairs that are no evidence yet."""
    wanted = set(pairs)
    ordered = sorted(wanted)
    for start in range(0, len(ordered), AT_ONCE):
        part = ordered[start : start + AT_ONCE]
        lefts, rights = {left for left, _ in part}, {right for _, right in part}
        known = Evidence.objects.filter(workspace=workspace, left__in=lefts, right__in=rights)
        wanted.difference_update(known.values_list("left", "right"))
    return wanted


def add_evidence(workspace: Workspace, pairs: Collection[Pair]) -> None:
    """Keep that the pairs were seen together by what is being loaded; none of them may be there already."""
    rows = [(workspace.pk, left, right, origin(), datetime.now(UTC)) for left, right in sorted(pairs)]
    insert(Evidence, ("workspace_id", "left", "right", "reference", "seen_at"), rows)


def evidence_at(workspace: Workspace, ids: Collection[int]) -> list[Evidence]:
    """Return all evidence at any of the ids, oldest first."""
    found: dict[int, Evidence] = {}
    for part in parts(ids):
        rows = Evidence.objects.filter(Q(left__in=part) | Q(right__in=part), workspace=workspace)
        found.update((row.pk, row) for row in rows)
    return [found[key] for key in sorted(found)]


def parts(ids: Collection[One]) -> Iterator[Sequence[One]]:
    """Cut many ids into lists that one query takes."""
    ordered = list(ids)
    return (ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE))
