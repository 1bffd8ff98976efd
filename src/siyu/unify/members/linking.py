"""Linking anew what evidence or decisions changed: merges that no longer hold are undone, new ones are made, each with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from siyu.accounts.models import Workspace
from siyu.connect.loads.stages import note_changed
from siyu.unify.members.conflicts import keep_conflicts
from siyu.unify.members.identity import canonicals_of, flatten, move
from siyu.unify.members.inserting import insert
from siyu.unify.members.models import Merge
from siyu.unify.members.regions import Region, read_region

BY_ITSELF = "siyu"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two ids are one person: evidence or a decision."""

    left: int
    right: int
    evidence: int | None = None
    decision: int | None = None


def relink(workspace: Workspace, touched: Collection[int]) -> None:
    """Link the region of the touched ids anew.

    Call inside a transaction that holds the workspace's row, with the evidence and decisions written.
    """
    region = read_region(workspace, touched)
    if region is None:
        return
    linked = region.link()
    person = dict(zip(region.nodes, linked.person.tolist(), strict=True))
    why = dict(zip(region.nodes, linked.why.tolist(), strict=True))
    void = {key for key, is_void in zip(region.evidence, linked.void.tolist(), strict=True) if is_void}
    _keep_merges(region, person, void)
    keep_conflicts(region, person, why, void)


def _keep_merges(region: Region, person: dict[int, int], void: set[int]) -> None:
    reasons = list(_reasons(region, person, void))
    good = {(reason.evidence, reason.decision) for reason in reasons}
    standing = []
    for row in region.merges.values():
        is_one = row.source in person and person[row.source] == person.get(row.target)
        if is_one and (row.evidence_id, row.decision_id) in good:
            standing.append(row)
    dead = set(region.merges) - {row.pk for row in standing}
    if dead:
        Merge.objects.filter(pk__in=dead).update(undone_at=datetime.now(UTC), undone_by=BY_ITSELF)
    target_of = {row.source: row.target for row in standing}
    made = _connect(region, target_of, reasons)
    _insert(region.workspace, made)
    flat = flatten(target_of)
    shown = canonicals_of(region.workspace, region.inside)
    changed = {number: flat.get(number, number) for number in region.inside}
    changed = {number: member for number, member in changed.items() if shown[number] != member}
    if changed:
        note_changed(region.workspace, {*changed, *changed.values(), *(shown[number] for number in changed)})
        move(region.workspace, changed)


def _reasons(region: Region, person: dict[int, int], void: set[int]) -> Iterator[Reason]:
    """Yield why ids of one person belong together: decisions first, then the evidence of strong identifiers, oldest first."""
    for number, ids in region.settled().one:
        for left, right in pairwise(sorted(ids)):
            yield Reason(left, right, decision=number)
    standing = [row for key, row in sorted(region.evidence.items()) if key not in void]
    standing = [row for row in standing if person[row.left] == person[row.right]]
    standing.sort(key=lambda row: max(region.weakness(row.left), region.weakness(row.right)))
    for row in standing:
        yield Reason(row.left, row.right, evidence=row.pk)


def _connect(region: Region, target_of: dict[int, int], reasons: list[Reason]) -> list[tuple[int, int, Reason]]:
    """Return the merges (source, target, reason) that join what belongs together and is not joined yet."""
    made = []
    for reason in reasons:
        a, b = (_root(region, target_of, number) for number in (reason.left, reason.right))
        if a == b:
            continue
        target, source = sorted((a, b), key=lambda number: _seniority(region, number))
        target_of[source] = target
        made.append((source, target, reason))
    return made


def _root(region: Region, target_of: dict[int, int], number: int) -> int:
    member = region.outside.get(number, number)
    number = number if member < 0 else member
    while number in target_of:
        number = target_of[number]
    return number


def _seniority(region: Region, number: int) -> tuple[int, int]:
    """A person is called by his oldest id, but by a weak one, which others may come to share, only without any other."""
    if number not in region.inside:
        return (0, number)
    return (1 if region.is_strong(number) else 2, number)


def _insert(workspace: Workspace, made: list[tuple[int, int, Reason]]) -> None:
    now = datetime.now(UTC)
    columns = ("workspace_id", "source", "target", "because", "evidence_id", "decision_id", "by", "at", "undone_by")
    insert(Merge, columns, [
        (workspace.pk, source, target, "", reason.evidence, reason.decision, BY_ITSELF, now, "")
        for source, target, reason in made
    ])  # fmt: skip


def people_of(person: dict[int, int]) -> dict[int, list[int]]:
    """Return the ids of each person."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number, one in person.items():
        found[one].append(number)
    return dict(found)
