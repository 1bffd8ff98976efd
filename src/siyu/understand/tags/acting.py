"""Giving members a manual tag and taking it off: one act, one row, that can be undone exactly."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from django.db import transaction
from pyroaring import BitMap

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.lib import bitmaps
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.rules.problems import unknown
from siyu.understand.tags.documents import read_tag
from siyu.understand.tags.holding import held_at
from siyu.understand.tags.keeping import Occasion, keep
from siyu.understand.tags.models import Tag, TagAct, TagActChunk, TagMark
from siyu.understand.tags.reading import find_tag, values_of
from siyu.understand.tags.words import PLAIN
from siyu.unify.members.base import base_of
from siyu.unify.members.identity import read_identity, to_canonical

FEW = 100
"""Up to this many members are rows of their own, so that one person's tags are found without opening bitmaps."""

How = Literal["assign", "remove"]


def count_act(tag: Tag, how: How, value: str | None, members: BitMap) -> dict[str, int]:
    """Return how many members an act is about, and for how many it would change something."""
    wanted = checked_value(tag, how, value)
    held = values_of(tag)
    having = BitMap.union(BitMap(), *held.values())
    changed = members - held.get(wanted, BitMap()) if how == "assign" else members & having
    return {"members": len(members), "changes": len(changed)}


def carry_out(
    access: Access, tag: Tag, how: How, value: str | None, members: BitMap, *, via: str, about: str = ""
) -> TagAct:
    """Give canonical members a value, or take the tag off, from now on. Raises `Refusal` for nobody or no manual tag."""
    wanted = checked_value(tag, how, value)
    if not members:
        raise Refusal("tag.nobody", Text("没有选中任何会员", "no member was chosen"), where="members")
    with transaction.atomic():
        Tag.objects.select_for_update().get(pk=tag.pk)
        # Who was merged or erased while they were chosen is left out or shown under the id of now.
        living = to_canonical(access.workspace, members) & base_of(access.workspace)
        act = TagAct.objects.create(
            tag=tag, how=how, value=wanted, at=access.workspace.clock.now(), by=access.by, via=via, about=about[:200],
            members=len(living),
        )  # fmt: skip
        _name_members(act, living)
        _keep(tag, living, "act", act)
        record(access, f"tag.{'assigned' if how == 'assign' else 'removed'}", "tag", tag.name,
               {"members": len(living), "value": wanted, "act": act.pk})  # fmt: skip
    return act


def undo_act(access: Access, number: int) -> TagAct:
    """Make an act count as if it had never been: each member gets what stood before, later acts stand.

    Raises `Refusal` 404 for none of the workspace that stands.
    """
    workspace = access.workspace
    found = TagAct.objects.filter(tag__workspace=workspace, pk=number, undone_at=None).select_related("tag").first()
    if found is None:
        text = Text("没有这次操作，或它已撤销", "there is no such act, or it was undone")
        raise Refusal("tag.unknown_act", text, where="act", status=404)
    with transaction.atomic():
        tag = Tag.objects.select_for_update(of=("self",)).select_related("workspace").get(pk=found.tag_id)
        now = datetime.now(UTC)
        standing = TagAct.objects.filter(pk=number, undone_at=None)
        if standing.update(undone_at=now, undone_by=access.by):
            found.undone_at, found.undone_by = now, access.by
            _keep(tag, to_canonical(workspace, _members_named(found)) & base_of(workspace), "undo", found)
            record(access, "tag.act_undone", "tag", tag.name, {"members": found.members, "act": number})
    return found


def checked_value(tag: Tag, how: How, value: str | None) -> str:
    """Return the value an act gives, empty when it takes the tag off. Raises `Refusal` for what the tag cannot have."""
    if tag.type != "manual":
        text = Text("“{name}”不是手动标签，它由规则或来源给出", "“{name}” is no manual tag: rules or sources give it")
        raise Refusal("tag.not_manual", text.format(name=tag.name), where="tag")
    if tag.retired_at is not None:
        text = Text("标签“{name}”已停用", "the tag “{name}” is retired").format(name=tag.name)
        raise Refusal("tag.retired", text, where="tag", mend=Text("请先恢复它。", "Bring it back first."), status=409)
    values = values_by_hand(tag)
    if how == "remove":
        return ""
    if value is None and values == (PLAIN,):
        return PLAIN
    if value not in values:
        raise unknown("tag.unknown_value", Text("标签值", "value of the tag"), value, values, "value")
    return str(value)


def values_by_hand(tag: Tag) -> tuple[str, ...]:
    """Return the values a manual tag can be given."""
    return read_tag(tag.document).values


def note_marks(workspace: Workspace, tag_name: str) -> Tag:
    """Return a tag whose marks are about to change by other ways than an act: it is evaluated again before it is read."""
    tag = find_tag(workspace, tag_name)
    Tag.objects.filter(pk=tag.pk).update(evaluated_load=None, evaluated_identity=None)
    return tag


def _name_members(act: TagAct, members: BitMap) -> None:
    if len(members) <= FEW:
        TagMark.objects.bulk_create(
            TagMark(act=act, source_id=number, value=act.value, at=act.at) for number in members
        )
        return
    TagActChunk.objects.bulk_create(
        [TagActChunk(act=act, chunk=chunk, bits=raw) for chunk, raw in bitmaps.to_chunks(members).items()],
        batch_size=100,
    )


def _members_named(act: TagAct) -> BitMap:
    chunks = dict(TagActChunk.objects.filter(act=act).values_list("chunk", "bits"))
    marks = TagMark.objects.filter(act=act).values_list("source_id", flat=True)
    return bitmaps.from_chunks(chunks) | BitMap(marks.iterator(chunk_size=10_000))


def _keep(tag: Tag, members: BitMap, cause: str, act: TagAct) -> None:
    """Work out anew what the members have, and write it down."""
    workspace = tag.workspace
    sources = _sources_of(workspace, members) if len(members) <= FEW else None
    now = workspace.clock.now()
    occasion = Occasion(now, workspace.today(), cause, base_of(workspace), act)
    keep(tag, held_at(tag, now, sources).values, occasion, among=members)


def _sources_of(workspace: Workspace, members: BitMap) -> list[int]:
    """Return all ids of the members."""
    moved = read_identity(workspace)
    mine = [source for source, member in zip(*(moved[name].to_numpy() for name in ("source_id", "member_id")), strict=True)
            if int(member) in members]  # fmt: skip
    return [*members, *map(int, mine)]
