"""Reading tags: the definition, who has which value now, and the tags of one member."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db.models import QuerySet
from pyroaring import BitMap

from siyu.accounts.definitions import Definitions
from siyu.accounts.models import Workspace
from siyu.lib import bitmaps
from siyu.lib.text import Text
from siyu.understand.tags.holding import held_at
from siyu.understand.tags.models import Tag, TagMembership
from siyu.unify.members.base import base_of
from siyu.unify.members.identity import canonicals_of, identity_version

TAGS = Definitions(Tag, "tag", Text("标签", "tag"), ("label", "group", "type", "owner", "source", "expires_days"))


def standing_tags(workspace: Workspace) -> QuerySet[Tag]:
    """Return the tags that are not retired, by name."""
    return Tag.objects.filter(workspace=workspace, retired_at=None).select_related("workspace").order_by("name")


def find_tag(workspace: Workspace, name: str) -> Tag:
    """Return the tag; raises `Refusal` (404) with the nearest known name."""
    return TAGS.find(workspace, name)


def values_of(tag: Tag, at: datetime | None = None) -> dict[str, BitMap]:
    """Return the canonical members of each value: of a manual tag at the instant, of others as last evaluated."""
    workspace = tag.workspace
    now = at or workspace.clock.now()
    base = base_of(workspace)
    if tag.type == "manual":
        if at is not None or tag.expires_days or not _is_current(tag):
            return _living(held_at(tag, now).values, base)
        return _living(kept_of(tag), base)
    if has_lapsed(tag, now):
        return {}
    return _living(_under_present_ids(workspace, kept_of(tag), base), base)


def kept_of(tag: Tag, chunks: Iterable[int] | None = None) -> dict[str, BitMap]:
    """Return the members of each value under the ids they were evaluated for, all or those of some chunks."""
    rows = TagMembership.objects.filter(tag=tag)
    if chunks is not None:
        rows = rows.filter(chunk__in=set(chunks))
    found: dict[str, dict[int, bytes | memoryview]] = {}
    for value, chunk, bits in rows.order_by("value").values_list("value", "chunk", "bits"):
        found.setdefault(value, {})[chunk] = bits
    return {value: bitmaps.from_chunks(held) for value, held in found.items()}


def has_lapsed(tag: Tag, now: datetime) -> bool:
    """Say whether what was evaluated is too old to stand: a value not confirmed for as long as the tag says is gone."""
    if tag.expires_days is None or tag.evaluated_at is None:
        return False
    return tag.evaluated_at + timedelta(days=tag.expires_days) <= now


def members_of(tag: Tag, value: str | None = None) -> BitMap:
    """Return the members with a value, or with any."""
    held = values_of(tag)
    if value is not None:
        return held.get(value, BitMap())
    return BitMap.union(*held.values()) if held else BitMap()


def values_of_member(workspace: Workspace, member_id: int, sources: list[int]) -> dict[int, str]:
    """Return the value of each tag a canonical member has, by the tag's key; `sources` are all ids of the member."""
    now = workspace.clock.now()
    found: dict[int, str] = {}
    chunk = member_id >> bitmaps.CHUNK_BITS
    rows = TagMembership.objects.filter(tag__in=standing_tags(workspace), chunk=chunk).exclude(tag__type="manual")
    for row in rows.select_related("tag"):
        if member_id in bitmaps.from_chunks({chunk: row.bits}) and not has_lapsed(row.tag, now):
            found[row.tag_id] = row.value
    for tag in standing_tags(workspace).filter(type="manual"):
        for value, members in held_at(tag, now, sources).values.items():
            if member_id in members:
                found[tag.pk] = value
    return found


def _is_current(tag: Tag) -> bool:
    return tag.evaluated_identity == identity_version(tag.workspace)


def _living(values: Mapping[str, BitMap], base: BitMap) -> dict[str, BitMap]:
    return {value: members & base for value, members in values.items() if members & base}


def _under_present_ids(workspace: Workspace, kept: Mapping[str, BitMap], base: BitMap) -> dict[str, BitMap]:
    """Show what was evaluated before a merge: the canonical member's own value stands, else that of the smallest id."""
    found = {value: members & base for value, members in kept.items()}
    taken = BitMap.union(*found.values()) if found else BitMap()
    gone = [(number, value) for value, members in kept.items() for number in members - base]
    present = canonicals_of(workspace, [number for number, _ in gone]) if gone else {}
    for number, value in sorted(gone):
        member = present[number]
        if member in base and member not in taken:
            found[value].add(member)
            taken.add(member)
    return found
