"""Writing down who has a tag: the chunks that differ, what changed as bitmaps, and the day's point of coverage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from pyroaring import BitMap

from siyu.connect.loads.stages import note_changed
from siyu.lib import bitmaps
from siyu.understand.tags.models import Tag, TagAct, TagChange, TagMembership, TagPoint
from siyu.understand.tags.reading import kept_of
from siyu.understand.tags.words import GIVEN

KEPT = timedelta(days=730)
"""How long changes are kept; a value held for longer is there without the day it came."""

Change = tuple[str, str, str, BitMap]
"""(cause, value before, value now, members)."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and why what is kept of a tag changes; `act` is what somebody did, `lapsed` whose value expired."""

    at: datetime
    on: date
    cause: str
    base: BitMap
    act: TagAct | None = None
    lapsed: BitMap | None = None


@transaction.atomic
def keep(tag: Tag, values: Mapping[str, BitMap], occasion: Occasion, among: BitMap | None = None) -> int:
    """Keep the members of each value, or of those `among` some members, and return how many have the tag.

    Members of the base whose value changed are written down with the cause. The caller holds the tag's row.
    """
    before = kept_of(tag)
    after = {value: members & occasion.base for value, members in values.items()}
    if among is not None:
        after = {
            value: (before.get(value, BitMap()) - among) | (after.get(value, BitMap()) & among)
            for value in before.keys() | after.keys()
        }
    _write_chunks(tag, before, after)
    _write_changes(tag, _changes(before, after, occasion), occasion)
    sizes = {value: len(members & occasion.base) for value, members in after.items()}
    counted = {value: size for value, size in sorted(sizes.items()) if size}
    point = {"members": sum(counted.values()), "base": len(occasion.base), "values": counted}
    TagPoint.objects.update_or_create(tag=tag, on=occasion.on, defaults=point)
    Tag.objects.filter(pk=tag.pk).update(members=point["members"], base=point["base"])
    return sum(counted.values())


def _write_chunks(tag: Tag, before: Mapping[str, BitMap], after: Mapping[str, BitMap]) -> None:
    for value in before.keys() | after.keys():
        held = bitmaps.to_chunks(before.get(value, BitMap()))
        wanted = bitmaps.to_chunks(after.get(value, BitMap()))
        changed = {chunk: raw for chunk, raw in wanted.items() if held.get(chunk) != raw}
        gone = held.keys() - wanted.keys()
        if gone or changed:
            TagMembership.objects.filter(tag=tag, value=value, chunk__in=[*gone, *changed]).delete()
            TagMembership.objects.bulk_create(
                [TagMembership(tag=tag, value=value, chunk=chunk, bits=raw) for chunk, raw in changed.items()],
                batch_size=100,
            )


def _changes(before: Mapping[str, BitMap], after: Mapping[str, BitMap], occasion: Occasion) -> Iterator[Change]:
    """Yield what changed: each member of the base in at most one, nobody whose value is the same."""
    left = {value: (members - after.get(value, BitMap())) & occasion.base for value, members in before.items()}
    left = {value: members for value, members in left.items() if members}
    for value, members in sorted(after.items()):
        entered = (members - before.get(value, BitMap())) & occasion.base
        for old, gone in left.items():
            moved = entered & gone if entered else BitMap()
            if moved:
                left[old] = gone - moved
                entered = entered - moved
                yield occasion.cause, old, value, moved
        if entered:
            yield occasion.cause, "", value, entered
    for old, gone in left.items():
        lapsed = gone & (occasion.lapsed or BitMap())
        for cause, members in (("expired", lapsed), (occasion.cause, gone - lapsed)):
            if members:
                yield cause, old, "", members


def _write_changes(tag: Tag, changes: Iterator[Change], occasion: Occasion) -> None:
    rows: defaultdict[tuple[str, str, str], BitMap] = defaultdict(BitMap)
    for cause, old, new, members in changes:
        rows[cause, old, new] |= members
    if tag.type in GIVEN and rows:
        # Rules read what was given as it is kept, so that they may hold for others now.
        note_changed(tag.workspace, BitMap.union(*rows.values()))
    TagChange.objects.bulk_create(
        [
            TagChange(
                tag=tag, at=occasion.at, version=tag.version, cause=cause, act=occasion.act, before=old, value=new,
                chunk=chunk, bits=raw,
            )
            for (cause, old, new), members in rows.items()
            for chunk, raw in bitmaps.to_chunks(members).items()
        ],
        batch_size=100,
    )  # fmt: skip


def forget_old_changes(tag: Tag, at: datetime) -> None:
    """Delete the changes that are older than they are kept."""
    TagChange.objects.filter(tag=tag, at__lt=at - KEPT).delete()
