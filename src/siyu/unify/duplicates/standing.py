"""What stands of proposals now: it follows from who is who and from decisions, so it is never written and never stale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from siyu.accounts.models import Workspace
from siyu.unify.duplicates.models import DuplicateProposal
from siyu.unify.members.evidence import parts
from siyu.unify.members.identity import canonicals_of
from siyu.unify.members.models import Decision, DecisionSide, Member

People = tuple[int, int]
"""Two members, the smaller number first; the same number twice when they are one by now."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A proposal with the members it is about now, and the decision that answers it, None while it is open."""

    number: int
    people: People
    probability: float
    decision: int | None


def what_stands(workspace: Workspace, *, number: int | None = None) -> list[Standing]:
    """Return the proposals that are open or decided, or only the one, oldest first.

    Left out are those whose members were erased or became one person without the proposal, and all but the oldest about the
    same two people.
    """
    rows = DuplicateProposal.objects.filter(workspace=workspace).order_by("pk")
    if number is not None:
        rows = rows.filter(pk=number)
    told = list(rows.values_list("pk", "left", "right", "probability", "decision"))
    now = people_now(workspace, [(left, right) for _, left, right, _, _ in told])
    apart = apart_by_decision(workspace) if told else {}
    merged = _merging(row[4] for row in told)
    found, seen = [], set()
    for pk, left, right, probability, decision in told:
        people = now.get((left, right))
        if people is None or (people[0] != people[1] and people in seen):
            continue
        seen.add(people)
        if people[0] != people[1]:
            found.append(Standing(pk, people, probability, apart.get(people)))
        elif decision in merged:
            found.append(Standing(pk, people, probability, decision))
    return found


def people_now(workspace: Workspace, pairs: Iterable[People]) -> dict[People, People]:
    """Return the members that stand behind pairs of ids now; pairs with an erased one are left out."""
    wanted = list(pairs)
    members = canonicals_of(workspace, {number for pair in wanted for number in pair})
    erased = _erased(workspace, set(members.values()))
    now = {pair: in_order(members[pair[0]], members[pair[1]]) for pair in wanted}
    return {pair: people for pair, people in now.items() if not erased & set(people)}


def in_order(a: int, b: int) -> People:
    """Return the two, the smaller one first."""
    return (a, b) if a <= b else (b, a)


def apart_by_decision(workspace: Workspace) -> dict[People, int]:
    """Return every two members who were decided to be different people, with the latest decision that says so."""
    rows = DecisionSide.objects.filter(
        workspace=workspace, decision__undone_at=None, decision__verdict=Decision.APART
    ).values_list("decision", "side", "source_id")
    sides: defaultdict[int, defaultdict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for decision, side, source_id in rows.iterator(chunk_size=10_000):
        sides[decision][side].add(source_id)
    members = canonicals_of(workspace, {n for told in sides.values() for side in told.values() for n in side})
    found: dict[People, int] = {}
    for decision in sorted(sides):
        shown = [{members[n] for n in side} for side in sides[decision].values()]
        found.update((in_order(a, b), decision) for one, other in combinations(shown, 2) for a in one for b in other)
    return found


def _merging(decisions: Iterable[int | None]) -> set[int]:
    """Return those of the decisions that still say that people are one."""
    found: set[int] = set()
    for part in parts({number for number in decisions if number is not None}):
        standing = Decision.objects.filter(pk__in=part, undone_at=None, verdict=Decision.ONE)
        found.update(standing.values_list("pk", flat=True))
    return found


def _erased(workspace: Workspace, members: set[int]) -> set[int]:
    found: set[int] = set()
    for part in parts(members):
        rows = Member.objects.filter(workspace=workspace, member_id__in=part, erased_at__isnull=False)
        found.update(rows.values_list("member_id", flat=True))
    return found
