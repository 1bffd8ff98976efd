"""Keeping what a search found: never twice the same two people, and nobody who was decided about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import combinations

from django.db import transaction

from siyu.accounts.models import Workspace
from siyu.analytics.duplicates.pairs import Pair
from siyu.unify.duplicates.models import DuplicateProposal, DuplicateSearch
from siyu.unify.duplicates.standing import People, apart_by_decision, in_order, people_now, what_stands
from siyu.unify.members.evidence import parts
from siyu.unify.members.models import Conflict
from siyu.unify.members.reviewing import REVIEWED, parties_of

Counts = dict[str, int]


def keep_pairs(search: DuplicateSearch, pairs: Sequence[Pair]) -> Counts:
    """Write the pairs in small transactions, drop open proposals that are not found any more, and return the counts.

    Each transaction holds the workspace's row and looks again at who is who: somebody may have been erased or merged since
    the members were read.
    """
    counts = {"found": 0, "fresh": 0, "known": 0, "decided": 0, "conflicting": 0}
    conflicting = _in_conflict(search.workspace)
    for part in parts(pairs):
        with transaction.atomic():
            Workspace.objects.select_for_update().get(pk=search.workspace_id)
            for name, count in _keep(search, part, conflicting).items():
                counts[name] += count
    return {**counts, "gone": _drop_others(search)}


def _keep(search: DuplicateSearch, pairs: Sequence[Pair], conflicting: set[People]) -> Counts:
    workspace = search.workspace
    now = people_now(workspace, [(pair.left, pair.right) for pair in pairs])
    apart = apart_by_decision(workspace)
    known = {one.people: one.number for one in what_stands(workspace) if one.people[0] != one.people[1]}
    counts = {"found": 0, "fresh": 0, "known": 0, "decided": 0, "conflicting": 0}
    fresh, again = [], []
    for pair in pairs:
        people = now.get((pair.left, pair.right))
        if people is None or people[0] == people[1]:
            continue
        kind = _kind(people, apart, known, conflicting)
        counts["found"] += 1
        counts[kind] += 1
        if kind == "fresh":
            fresh.append(_proposal(search, pair, people))
            known[people] = 0
        elif kind == "known" and known[people]:
            again.append(_proposal(search, pair, people, known[people]))
    DuplicateProposal.objects.bulk_create(fresh)
    fields = ["probability", "agreements", "model", "search"]
    DuplicateProposal.objects.bulk_update(again, fields, batch_size=100)
    return counts


def _kind(people: People, apart: dict[People, int], known: dict[People, int], conflicting: set[People]) -> str:
    if people in apart:
        return "decided"
    if people in conflicting:
        return "conflicting"
    return "known" if people in known else "fresh"


def _proposal(search: DuplicateSearch, pair: Pair, people: People, number: int | None = None) -> DuplicateProposal:
    return DuplicateProposal(
        pk=number, workspace=search.workspace, left=people[0], right=people[1], probability=pair.probability,
        agreements=[asdict(one) for one in pair.agreements], model=search.model, search=search, found_at=datetime.now(UTC),
    )  # fmt: skip


def _in_conflict(workspace: Workspace) -> set[People]:
    """Return every two members of a conflict to review: they are asked about there."""
    rows = Conflict.objects.filter(workspace=workspace, released_at=None, why__in=REVIEWED)
    parties = parties_of(workspace, list(rows.values_list("source_id", flat=True)))
    return {in_order(a, b) for members in parties.values() for a, b in combinations(sorted(members), 2)}


def _drop_others(search: DuplicateSearch) -> int:
    """Delete the proposals that nobody decided about and that the search did not find again; return how many."""
    workspace, dropped = search.workspace, 0
    decided = {one.number for one in what_stands(workspace) if one.decision is not None}
    others = DuplicateProposal.objects.filter(workspace=workspace).exclude(search=search)
    left = [number for number in others.values_list("pk", flat=True) if number not in decided]
    for part in parts(left):
        with transaction.atomic():
            Workspace.objects.select_for_update().get(pk=workspace.pk)
            decided = {one.number for one in what_stands(workspace) if one.decision is not None}
            rows = DuplicateProposal.objects.filter(pk__in=[number for number in part if number not in decided])
            dropped += rows.delete()[0]
    return dropped
