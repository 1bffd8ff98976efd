"""What state holds about one person: who they are, by what they are known, merges, the key of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from siyu.accounts.models import Workspace
from siyu.accounts.personal import Person, PersonalData
from siyu.connect.loads.stages import note_changed
from siyu.lib import bitmaps
from siyu.lib.text import Text
from siyu.lib.traces import Traces
from siyu.unify.members.evidence import evidence_at
from siyu.unify.members.identity import canonical_of, move, sources_of
from siyu.unify.members.linking import relink
from siyu.unify.members.models import (
    Conflict,
    Decision,
    DecisionSide,
    Evidence,
    Identifier,
    Member,
    MemberKey,
    Merge,
    Presence,
)


def person_of(workspace: Workspace, member_id: int) -> Person:
    """Return all ids of whoever is shown under the id, the canonical one first, and what they are known by."""
    sources = sources_of(workspace, canonical_of(workspace, member_id))
    held = Identifier.objects.filter(workspace=workspace, source_id__in=sources)
    return Person(workspace, tuple(sources), Traces.of(held.values_list("kind", "value")))


def bury(person: Person) -> None:
    """Let nothing show the person any more, in one transaction; the ids keep their rows, empty, and are never given again.

    From then on the person's identifiers make a new member, should they come in once more. Call it inside the
    transaction that keeps the person's ids and traces for the steps that follow.
    """
    with transaction.atomic():
        locked = Workspace.objects.select_for_update().filter(pk=person.workspace.pk)
        locked.update(erasures=models.F("erasures") + 1)
        _people(person).filter(erased_at=None).update(erased_at=timezone.now())
        _erase_state(person)


def _erase_state(person: Person) -> None:
    with transaction.atomic():
        _people(person).update(name="", joined_on=None, attributes={})
        for rows in (_mine(Identifier, person), _mine(MemberKey, person)):
            rows.delete()
        _leave_presence(person)
        _erase_identity(person)


def _erase_identity(person: Person) -> None:
    """Forget what the person's ids were seen with and what was decided of them, and link anew who is left."""
    workspace, ids = person.workspace, set(person.sources)
    Workspace.objects.select_for_update().get(pk=workspace.pk)
    near = {number for row in evidence_at(workspace, ids) for number in (row.left, row.right)} - ids
    _merges(person).delete()
    # A merge of others that was undone may have rested on what this person was seen with.
    Merge.objects.filter(workspace=workspace, evidence__in=_evidence(person)).update(evidence=None)
    _evidence(person).delete()
    _mine(Conflict, person).delete()
    _mine(DecisionSide, person).delete()
    _decisions(person).delete()
    note_changed(workspace, ids)
    move(workspace, {number: number for number in ids})
    if near:
        relink(workspace, near)


def _evidence(person: Person) -> models.QuerySet[Evidence]:
    mine = Q(left__in=person.sources) | Q(right__in=person.sources)
    return Evidence.objects.filter(mine, workspace=person.workspace)


def _decisions(person: Person) -> models.QuerySet[Decision]:
    """Return the decisions that are about nobody any more and that nothing rests on."""
    used = models.Exists(Merge.objects.filter(decision=models.OuterRef("pk")))
    asked = models.Exists(Conflict.objects.filter(decision=models.OuterRef("pk")))
    return Decision.objects.filter(~used, ~asked, workspace=person.workspace, sides=None)


def _leave_presence(person: Person) -> None:
    gone = bitmaps.from_ids(person.sources)
    chunks = {source >> bitmaps.CHUNK_BITS for source in person.sources}
    for row in Presence.objects.select_for_update().filter(workspace=person.workspace, chunk__in=chunks):
        held = bitmaps.from_chunks({0: row.bits})
        if held & gone:
            row.bits = (held - gone).serialize()
            row.save(update_fields=["bits"])


def _count_presence(person: Person) -> int:
    gone = bitmaps.from_ids(person.sources)
    rows = Presence.objects.filter(workspace=person.workspace).values_list("bits", flat=True)
    return sum(len(bitmaps.from_chunks({0: bits}) & gone) for bits in rows)


def _people(person: Person) -> models.QuerySet[Member]:
    return Member.objects.filter(workspace=person.workspace, member_id__in=person.sources)


def _told(person: Person) -> models.QuerySet[Member]:
    """Return the person's rows that still say something."""
    return _people(person).exclude(Q(name="") & Q(joined_on=None) & Q(attributes={}))


def _mine(model: Any, person: Person) -> models.QuerySet[Any]:
    rows: models.QuerySet[Any] = model.objects.filter(workspace=person.workspace, source_id__in=person.sources)
    return rows


def _merges(person: Person) -> models.QuerySet[Merge]:
    """Return the merges the person was in, undone ones too: each tells of the other."""
    mine = Q(source__in=person.sources) | Q(target__in=person.sources)
    return Merge.objects.filter(mine, workspace=person.workspace)


def _store(
    name: str, label: Text, model: Any, *fields: str, holds: tuple[str, ...] = (), is_exported: bool = True
) -> PersonalData:
    """Return a store of rows that carry a `source_id`."""

    def export(person: Person) -> Iterator[dict[str, Any]]:
        yield from _mine(model, person).order_by("pk").values(*fields)

    return PersonalData(
        name=name,
        label=label,
        holds=(model._meta.label, *holds),
        fate="erased",
        count=lambda person: _mine(model, person).count(),
        erase=_erase_state,
        export=export if is_exported else None,
    )


def _export_people(person: Person) -> Iterator[dict[str, Any]]:
    fields = ("member_id", "name", "joined_on", "attributes", "made_at")
    yield from _people(person).order_by("member_id").values(*fields)


def _export_merges(person: Person) -> Iterator[dict[str, Any]]:
    fields = ("source", "target", "because", "by", "at", "undone_at")
    yield from _merges(person).filter(undone_at=None).order_by("pk").values(*fields)


def _export_evidence(person: Person) -> Iterator[dict[str, Any]]:
    fields = ("left", "right", "reference", "seen_at")
    yield from _evidence(person).order_by("pk").values(*fields)


STORES = (
    PersonalData(
        name="members",
        label=Text("姓名、属性、入会日期", "Name, attributes, day of joining"),
        holds=("unify_members.Member",),
        fate="erased",
        count=lambda person: _told(person).count(),
        erase=_erase_state,
        export=_export_people,
    ),
    _store("identifiers", Text("标识", "Identifiers"), Identifier, "kind", "value", "source_id", "made_at"),
    _store("member_keys", Text("个人密钥", "Keys of their own"), MemberKey, is_exported=False),
    PersonalData(
        name="presence",
        label=Text("渠道标记", "Marks by channel"),
        holds=("unify_members.Presence",),
        fate="erased",
        count=_count_presence,
        erase=_erase_state,
    ),
    PersonalData(
        name="merges",
        label=Text("合并记录", "Merges"),
        holds=("unify_members.Merge", "unify_members.IdentityMap", "unify_members.IdentityChunk"),
        fate="erased",
        count=lambda person: _merges(person).count(),
        erase=_erase_state,
        export=_export_merges,
    ),
    PersonalData(
        name="evidence",
        label=Text("标识一起出现的记录", "What identifiers were seen together"),
        holds=("unify_members.Evidence",),
        fate="erased",
        count=lambda person: _evidence(person).count(),
        erase=_erase_state,
        export=_export_evidence,
    ),
    _store(
        "conflicts",
        Text("待核对的冲突", "Conflicts to review"),
        Conflict,
        "source_id",
        "why",
        "opened_at",
        "decided_at",
    ),
    _store(
        "decisions",
        Text("归一的判定", "Decisions about who is who"),
        DecisionSide,
        "source_id",
        "side",
        "decision__verdict",
        "decision__because",
        "decision__at",
        holds=("unify_members.Decision",),
    ),
)
