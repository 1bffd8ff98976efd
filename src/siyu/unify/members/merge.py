"""Decisions of people about who is one person: merging two members, keeping some apart, undoing either; facts are never rewritten."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from django.db import transaction

from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.unify.members.decisions import write_decision
from siyu.unify.members.evidence import evidence_at
from siyu.unify.members.identity import canonical_of, canonicals_of, sources_of
from siyu.unify.members.linking import relink
from siyu.unify.members.models import Conflict, Decision, DecisionSide, Member, Merge

UNKNOWN = Text("会员 {a} 或 {b} 不存在", "member {a} or {b} does not exist")
MERGED = Text("会员 {a} 与 {b} 已是同一人", "members {a} and {b} are one person already")


def merge_members(workspace: Workspace, source: int, target: int, *, because: str, by: str) -> Merge:
    """Show `source` (and whoever was merged into it) as `target` from now on: a decision that later loads do not change.

    Both are taken at their canonical member. Raises `Refusal` when either is unknown or they are one person already.
    """
    decision = declare_one(workspace, [target, source], because=because, by=by)
    return Merge.objects.get(decision=decision)


def declare_one(workspace: Workspace, members: Sequence[int], *, because: str, by: str) -> Decision:
    """Decide that the members are one person, shown as the first of them, whatever comes in later.

    Each is taken at his canonical member with all his ids. Raises `Refusal` when one is unknown or two are one person.
    """
    with transaction.atomic():
        _lock(workspace)
        known = Member.objects.filter(workspace=workspace, member_id__in=members, erased_at=None).count()
        a, b = members[0], members[-1]
        if len(members) < 2 or known != len(members) or len(set(members)) != len(members):
            raise Refusal("members.unknown", UNKNOWN.format(a=b, b=a))
        now = [canonical_of(workspace, number) for number in members]
        if len(set(now)) != len(now):
            raise Refusal("members.merged", MERGED.format(a=b, b=a))
        sides = [sources_of(workspace, number) for number in now]
        decision = write_decision(workspace, Decision.ONE, sides, because=because, by=by)
        Merge.objects.bulk_create(
            Merge(
                workspace=workspace, source=number, target=now[0], because=because[:200], decision=decision, by=by,
                at=decision.at,
            )
            for number in now[1:]
        )  # fmt: skip
        _relink(workspace, sides)
    return decision


def keep_apart(workspace: Workspace, members: Sequence[int], *, because: str, by: str) -> Decision:
    """Decide that the members are different people, whatever was seen or will be.

    Each is taken with all ids it has now. Raises `Refusal` for fewer than two, one that is unknown, or two that are one
    person now: such a merge is undone, not decided against.
    """
    with transaction.atomic():
        _lock(workspace)
        known = Member.objects.filter(workspace=workspace, member_id__in=members, erased_at=None).count()
        now = [canonical_of(workspace, number) for number in members]
        if len(set(now)) < 2 or known != len(set(members)) or len(set(now)) != len(set(members)):
            text = Text("须是两位以上不同的会员", "two or more different members are needed")
            raise Refusal("members.apart", text, where="members")
        sides = [sources_of(workspace, number) for number in dict.fromkeys(now)]
        decision = write_decision(workspace, Decision.APART, sides, because=because, by=by)
        _relink(workspace, sides)
    return decision


def undo_merge(merge: Merge, *, by: str = "siyu") -> Decision | None:
    """Show both people on their own again, and keep them apart from now on; a second undo changes nothing.

    Each gets back the ids that were linked to him, those that came later included.
    """
    workspace = merge.workspace
    with transaction.atomic():
        _lock(workspace)
        now = datetime.now(UTC)
        if not Merge.objects.filter(pk=merge.pk, undone_at=None).update(undone_at=now, undone_by=by):
            return None
        sides = _sides(workspace, merge)
        because = f"undo of merge {merge.pk}"
        decision = write_decision(workspace, Decision.APART, sides, because=because, by=by)
        _relink(workspace, sides)
    return decision


def undo_decision(decision: Decision, *, by: str) -> bool:
    """Take a decision back, as if it had not been made; return whether it still stood."""
    workspace = decision.workspace
    with transaction.atomic():
        _lock(workspace)
        standing = Decision.objects.filter(pk=decision.pk, undone_at=None)
        if not standing.update(undone_at=datetime.now(UTC), undone_by=by):
            return False
        Conflict.objects.filter(decision=decision, released_at=None).update(decision=None, decided_at=None)
        sides = DecisionSide.objects.filter(decision=decision).values_list("source_id", flat=True)
        _relink(workspace, [list(sides)])
    return True


def _lock(workspace: Workspace) -> None:
    Workspace.objects.select_for_update().get(pk=workspace.pk)


def _relink(workspace: Workspace, sides: Sequence[Collection[int]]) -> None:
    """Link anew what a decision is about; what was seen with it may no longer be shared."""
    ids = {number for side in sides for number in side}
    near = {number for row in evidence_at(workspace, ids) for number in (row.left, row.right)}
    relink(workspace, ids | near)


def _sides(workspace: Workspace, merge: Merge) -> list[list[int]]:
    """Return the ids of both people without the merge: what is held to either end by the reasons of the other merges."""
    ids = sources_of(workspace, canonicals_of(workspace, [merge.source])[merge.source])
    rows = Merge.objects.filter(workspace=workspace, undone_at=None, source__in=ids).exclude(pk=merge.pk)
    near: dict[int, set[int]] = {number: set() for number in ids}
    for row in rows.select_related("evidence"):
        a, b = _ends(row)
        near[a].add(b)
        near[b].add(a)
    sides = []
    for start in _ends(merge):
        side, waiting = {start}, [start]
        while waiting:
            fresh = near[waiting.pop()] - side
            side |= fresh
            waiting += fresh
        sides.append(sorted(side))
    return sides


def _ends(merge: Merge) -> tuple[int, int]:
    """Return the ids a merge rests on: those seen together, which its source and target are only the members of."""
    seen = merge.evidence
    return (seen.left, seen.right) if seen is not None else (merge.source, merge.target)
