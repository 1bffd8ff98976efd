"""What people decided about who is who, settled into groups of ids that are one and sides that are apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from siyu.accounts.models import Workspace
from siyu.unify.members.evidence import parts
from siyu.unify.members.models import Decision, DecisionSide


@dataclass(frozen=True, slots=True)
class Said:
    """A standing decision: its sides, each a set of ids."""

    number: int
    verdict: str
    sides: tuple[frozenset[int], ...]

    @property
    def ids(self) -> frozenset[int]:
        return frozenset().union(*self.sides)


@dataclass
class Settled:
    """What stands of all decisions: groups of ids that are one, by decision, and decisions whose sides are apart."""

    one: list[tuple[int, frozenset[int]]] = field(default_factory=list)
    apart: list[Said] = field(default_factory=list)


def settle(decisions: Iterable[Said]) -> Settled:
    """Return what stands of decisions in the order they were made: of two that contradict each other the later one.

    Keeping apart cuts an earlier group along its sides, and an id on no side stays with none. Declaring one person ends
    an earlier keeping apart that has several sides in it.
    """
    found = Settled()
    for said in decisions:
        if said.verdict == Decision.ONE:
            found.apart = [one for one in found.apart if sum(bool(side & said.ids) for side in one.sides) < 2]
            found.one.append((said.number, said.ids))
        else:
            found.one = [(number, part) for number, ids in found.one for part in _cut(ids, said)]
            found.apart.append(said)
    return found


def _cut(ids: frozenset[int], said: Said) -> list[frozenset[int]]:
    on_sides = [side & ids for side in said.sides if side & ids]
    if len(on_sides) < 2:
        return [ids]
    return [part for part in on_sides if len(part) > 1]


def decisions_about(workspace: Workspace, ids: Collection[int]) -> list[Said]:
    """Return the standing decisions that name any of the ids, in the order they were made."""
    numbers: set[int] = set()
    rows = DecisionSide.objects.filter(workspace=workspace, decision__undone_at=None)
    for part in parts(ids):
        numbers.update(rows.filter(source_id__in=part).values_list("decision_id", flat=True))
    sides: defaultdict[int, defaultdict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for part in parts(sorted(numbers)):
        of_these = DecisionSide.objects.filter(decision_id__in=part).values_list("decision_id", "side", "source_id")
        for number, side, source_id in of_these:
            sides[number][side].add(source_id)
    verdicts = Decision.objects.in_bulk(numbers)
    return [
        Said(number, verdicts[number].verdict, tuple(frozenset(sides[number][side]) for side in sorted(sides[number])))
        for number in sorted(numbers)
    ]


def write_decision(
    workspace: Workspace, verdict: str, sides: Sequence[Collection[int]], *, because: str, by: str
) -> Decision:
    """Keep a decision; call inside the transaction that links anew."""
    decision = Decision.objects.create(
        workspace=workspace, verdict=verdict, because=because[:200], by=by, at=datetime.now(UTC)
    )
    DecisionSide.objects.bulk_create(
        DecisionSide(workspace=workspace, decision=decision, source_id=number, side=side)
        for side, ids in enumerate(sides)
        for number in sorted(ids)
    )
    return decision
