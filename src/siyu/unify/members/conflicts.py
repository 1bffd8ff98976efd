"""Conflicts: identifiers that were seen with several people and therefore link nobody, kept until evidence or a person decides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import combinations
from typing import TYPE_CHECKING

from siyu.connect.loads.origin import origin
from siyu.unify.members.models import Conflict, Decision

if TYPE_CHECKING:
    from siyu.unify.members.regions import Region

_WHY = {1: Conflict.SHARED, 2: Conflict.OVERSHARED, 3: Conflict.FULL}


def keep_conflicts(region: Region, person: dict[int, int], why: dict[int, int], void: set[int]) -> None:
    """Open, close or decide the conflicts of a region's ids after it was linked."""
    now = datetime.now(UTC)
    parties = _parties(region, person, why, void)
    for number in sorted(region.inside):
        reason = _WHY.get(why[number])
        if reason is not None and not region.is_strong(number) and reason != Conflict.OVERSHARED:
            reason = None
        known = region.conflicts.get(number)
        if reason is None:
            if known is not None:
                Conflict.objects.filter(pk=known.pk).update(released_at=now)
            continue
        decision = _deciding(region, person, parties[number])
        if known is not None and (known.why, known.decision_id) == (reason, decision):
            continue
        if known is not None:
            if known.decision_id is None:
                # The same question, answered or asked about in another way.
                at = now if decision else None
                Conflict.objects.filter(pk=known.pk).update(why=reason, decision_id=decision, decided_at=at)
                continue
            Conflict.objects.filter(pk=known.pk).update(released_at=now)
        Conflict.objects.create(
            workspace=region.workspace, source_id=number, why=reason, reference=origin(), opened_at=now,
            decision_id=decision, decided_at=now if decision else None,
        )  # fmt: skip


def _parties(region: Region, person: dict[int, int], why: dict[int, int], void: set[int]) -> dict[int, set[int]]:
    """Return the people that each held back id was seen with, and the id itself when it was seen with one only."""
    found: dict[int, set[int]] = {number: set() for number in region.inside if why[number]}
    for key, row in region.evidence.items():
        if key in void:
            continue
        for here, there in ((row.left, row.right), (row.right, row.left)):
            if here in found and region.is_strong(there) and not _is_held(region, why, there):
                found[here].add(person[there])
    for number, people in found.items():
        if len(people) < 2:
            people.add(person[number])
    return found


def _is_held(region: Region, why: dict[int, int], number: int) -> bool:
    return region.outside[number] < 0 if number in region.outside else bool(why[number])


def _deciding(region: Region, person: dict[int, int], people: Iterable[int]) -> int | None:
    """Return the latest decision when every two of the people were decided to be apart, else None."""
    sides = [
        (said.number, [{person[number] for number in side} for side in said.sides]) for said in region.settled().apart
    ]
    latest = None
    for a, b in combinations(sorted(people), 2):
        told = [number for number, parts in sides if _apart(parts, a, b)]
        if not told:
            return None
        latest = max(latest or 0, *told)
    return latest


def _apart(parts: list[set[int]], a: int, b: int) -> bool:
    return any(a in one and b in other for one, other in (*combinations(parts, 2), *combinations(parts[::-1], 2)))


def review_of(decision: Decision) -> str:
    """Return what a decision says of a conflict, `merged` or `apart`."""
    return "merged" if decision.verdict == Decision.ONE else "apart"
