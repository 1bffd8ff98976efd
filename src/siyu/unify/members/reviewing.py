"""Reviewing conflicts: what is open with the people it is about, side by side, and deciding it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.connect.imports.afterwards import after_import
from siyu.lib.errors import Refusal
from siyu.lib.paging import page, read_cursor
from siyu.lib.text import Text
from siyu.unify.members.evidence import evidence_at, parts
from siyu.unify.members.identifiers import KINDS
from siyu.unify.members.identity import canonicals_of
from siyu.unify.members.listing import rows_of
from siyu.unify.members.masking import mask
from siyu.unify.members.merge import declare_one, keep_apart, undo_decision, undo_merge
from siyu.unify.members.models import Conflict, Decision, Identifier, Member, Merge

STATES = ("open", "decided")
REVIEWED = (Conflict.SHARED, Conflict.FULL)
"""What is overshared is everybody's: a placeholder, the phone of a shop. There is nothing to decide about it."""


@dataclass(frozen=True, slots=True)
class Page:
    """Conflicts of a page, the cursor of the next one, and how many there are in all."""

    items: list[dict[str, Any]]
    next: str | None
    total: int


def list_conflicts(workspace: Workspace, state: str, kind: str | None, cursor: str | None, limit: int) -> Page:
    """Return conflicts that are open or decided, the newest first, with the people each is about.

    One whose people were decided to be one person stands no more; it is told as decided as long as the decision holds.
    """
    rows = Conflict.objects.filter(workspace=workspace, why__in=REVIEWED)
    standing = Q(released_at=None, decided_at__isnull=state == "open")
    rows = rows.filter(standing if state == "open" else standing | _merged(workspace))
    if kind:
        held = Identifier.objects.filter(workspace=workspace, kind=kind).values("source_id")
        rows = rows.filter(source_id__in=held)
    total = rows.count()
    place = read_cursor(cursor, int)
    if place:
        rows = rows.filter(pk__lt=place[0])
    shown, after = page(rows.select_related("decision").order_by("-pk")[: limit + 1], limit, lambda row: [row.pk])
    return Page(_described(workspace, shown), after, total)


def _merged(workspace: Workspace) -> Q:
    """Return the conflicts a decision ended by merging, as long as one of its merges stands and no other conflict came of it."""
    later = Conflict.objects.filter(workspace=workspace, source_id=OuterRef("source_id"), pk__gt=OuterRef("pk"))
    decided = Q(decision__verdict=Decision.ONE, decision__undone_at=None, released_at__isnull=False)
    merges = Merge.objects.filter(decision=OuterRef("decision"), undone_at=None)
    return decided & Q(~Exists(later)) & Q(Exists(merges))


def find_conflict(workspace: Workspace, number: int) -> Conflict:
    """Return a standing conflict. Raises `Refusal` 404 for none of the workspace."""
    found = Conflict.objects.filter(workspace=workspace, pk=number, released_at=None, why__in=REVIEWED).first()
    if found is None:
        text = Text("没有这个待核对的冲突，或它已消除", "there is no such conflict, or it is no more")
        raise Refusal("conflict.unknown", text, where="conflict", status=404)
    return found


def decide(access: Access, conflict: Conflict, verdict: str, because: str) -> Decision:
    """Decide that the people of a conflict are one person, or that they are not."""
    workspace = access.workspace
    with transaction.atomic():
        members = sorted(parties_of(workspace, [conflict.source_id])[conflict.source_id])
        make = declare_one if verdict == Decision.ONE else keep_apart
        decision = make(workspace, members, because=because, by=access.by)
        # Those it merged are no conflict any more: what ended it is kept, so that it can be taken back where it was made.
        ended = Conflict.objects.filter(pk=conflict.pk, released_at__isnull=False)
        ended.update(decision=decision, decided_at=decision.at)
        action = "member.merged" if verdict == Decision.ONE else "member.kept_apart"
        record(access, action, "conflict", str(conflict.pk), {"members": members, "decision": decision.pk})
    after_import(workspace)
    return decision


def undo_of_decision(access: Access, number: int) -> None:
    """Take a decision back. Raises `Refusal` 404 for none of the workspace that stands."""
    found = Decision.objects.filter(workspace=access.workspace, pk=number, undone_at=None).first()
    if found is None:
        text = Text("没有这个决定，或它已撤销", "there is no such decision, or it was undone")
        raise Refusal("decision.unknown", text, where="decision", status=404)
    with transaction.atomic():
        undo_decision(found, by=access.by)
        record(access, "decision.undone", "decision", str(number))
    after_import(access.workspace)


def undo_of_merge(access: Access, number: int) -> list[int]:
    """Undo a merge and return both members. Raises `Refusal` 404 for none of the workspace that stands."""
    workspace = access.workspace
    found = Merge.objects.filter(workspace=workspace, pk=number, undone_at=None).first()
    if found is None:
        text = Text("没有这次合并，或它已撤销", "there is no such merge, or it was undone")
        raise Refusal("merge.unknown", text, where="merge", status=404)
    with transaction.atomic():
        undo_merge(found, by=access.by)
        record(access, "merge.undone", "merge", str(number), {"source": found.source, "target": found.target})
    after_import(workspace)
    return sorted(set(canonicals_of(workspace, [found.source, found.target]).values()))


def parties_of(workspace: Workspace, ids: Collection[int]) -> dict[int, set[int]]:
    """Return the members each held back id was seen with, and its own when it was seen with one only."""
    near: defaultdict[int, set[int]] = defaultdict(set)
    for row in evidence_at(workspace, ids):
        for here, there in ((row.left, row.right), (row.right, row.left)):
            if here in ids:
                near[here].add(there)
    ends = {number for some in near.values() for number in some}
    strong, held = _strong(workspace, ends), _held(workspace, ends)
    members = canonicals_of(workspace, ends | set(ids))
    found = {number: {members[there] for there in near[number] if there in strong - held} for number in ids}
    return {number: people if len(people) > 1 else people | {members[number]} for number, people in found.items()}


def side_by_side(workspace: Workspace, members: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return what tells members apart, personal data masked: the row of the list and the attributes."""
    from siyu.unify.members.profile import card_of

    ids = sorted(set(members))
    return {row["member_id"]: {**row, **card_of(workspace, row["member_id"])} for row in rows_of(workspace, ids)}


def _described(workspace: Workspace, rows: list[Conflict]) -> list[dict[str, Any]]:
    ids = [row.source_id for row in rows]
    parties = parties_of(workspace, ids)
    erased = Member.objects.filter(workspace=workspace, erased_at__isnull=False)
    known = {number for people in parties.values() for number in people}
    known -= set(erased.filter(member_id__in=known).values_list("member_id", flat=True))
    people = side_by_side(workspace, known)
    held = _first_identifiers(workspace, ids)
    return [
        {
            "id": row.pk,
            "why": row.why,
            "identifier": held.get(row.source_id),
            "reference": row.reference,
            "opened_at": row.opened_at,
            "members": [people[number] for number in sorted(parties[row.source_id] & known)],
            "decision": describe_decision(row.decision),
        }
        for row in rows
    ]


def describe_decision(decision: Decision | None) -> dict[str, Any] | None:
    if decision is None:
        return None
    return {name: getattr(decision, name) for name in ("id", "verdict", "because", "by", "at")}


def _strong(workspace: Workspace, ids: Collection[int]) -> set[int]:
    kinds = [kind.name for kind in KINDS.values() if kind.is_strong]
    found: set[int] = set()
    for part in parts(ids):
        rows = Identifier.objects.filter(workspace=workspace, source_id__in=part, kind__in=kinds)
        found.update(rows.values_list("source_id", flat=True))
    return found


def _held(workspace: Workspace, ids: Collection[int]) -> set[int]:
    found: set[int] = set()
    for part in parts(ids):
        rows = Conflict.objects.filter(workspace=workspace, source_id__in=part, released_at=None)
        found.update(rows.values_list("source_id", flat=True))
    return found


def _first_identifiers(workspace: Workspace, ids: Collection[int]) -> dict[int, dict[str, str]]:
    """Return the oldest identifier of each id, masked."""
    found: dict[int, dict[str, str]] = {}
    for part in parts(ids):
        for row in Identifier.objects.filter(workspace=workspace, source_id__in=part).order_by("pk"):
            shown = {"kind": row.kind, "scope": row.scope, "value": mask(row.kind, row.value)}
            found.setdefault(row.source_id, shown)
    return found


def merges_of(workspace: Workspace, sources: Collection[int]) -> list[dict[str, Any]]:
    """Return the merges that make a person of the given ids, standing or undone, newest first, each with its reason."""
    rows: list[Merge] = []
    for part in parts(sources):
        mine = Merge.objects.filter(workspace=workspace, source__in=part)
        rows += mine.select_related("evidence", "decision").order_by("-pk")[:MOST_MERGES]
    rows = sorted(rows, key=lambda row: -row.pk)[:MOST_MERGES]
    ends = {number for row in rows if row.evidence for number in (row.evidence.left, row.evidence.right)}
    held = _first_identifiers(workspace, ends)
    return [
        {
            "id": row.pk,
            "source": row.source,
            "target": row.target,
            "by": row.by,
            "at": row.at,
            "undone_at": row.undone_at,
            "undone_by": row.undone_by,
            "because": row.because or (row.decision.because if row.decision else ""),
            "decided": row.decision_id is not None,
            "seen": None if row.evidence is None else {
                "left": held.get(row.evidence.left), "right": held.get(row.evidence.right),
                "reference": row.evidence.reference, "at": row.evidence.seen_at,
            },
        }
        for row in rows
    ]  # fmt: skip


MOST_MERGES = 200
