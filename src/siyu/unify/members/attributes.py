"""What is known of people beyond identifiers: attributes and the day they joined, one value a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db.models.fields.json import KeyTransform

from siyu.accounts.models import Workspace
from siyu.unify.members.identity import read_identity
from siyu.unify.members.models import Member

if TYPE_CHECKING:
    import pyarrow as pa
    from pyroaring import BitMap

AT_ONCE = 500
FEW = 50_000
"""Up to this many people are asked for by their ids; of more all are read."""


def read_attribute(workspace: Workspace, name: str, sources: Sequence[int] | None = None) -> pa.Table:
    """Return (member_id, value as text) of every person who has the attribute, or of some: then give all their ids.

    Of several merged ids the canonical one decides, then the smallest; a JSON null is no value.
    """
    import pyarrow as pa

    known = [(source, value) for source, value in _values_of(workspace, name, sources) if value is not None]
    held: dict[int, str] = {}
    for source, member, value in _by_person(workspace, known):
        if source == member or member not in held:
            held[member] = value if isinstance(value, str) else str(value)
    return pa.table({"member_id": pa.array(held.keys(), pa.int64()), "value": pa.array(held.values(), pa.string())})


def read_joined(workspace: Workspace, sources: Sequence[int] | None = None) -> pa.Table:
    """Return (member_id, joined_on) of every person, or some, with a known day: the earliest of all their ids."""
    import pyarrow as pa

    rows = [
        row
        for people in _people(workspace, sources)
        for row in people.filter(joined_on__isnull=False)
        .values_list("member_id", "joined_on")
        .iterator(chunk_size=10_000)
    ]
    first: dict[int, Any] = {}
    for _, member, day in _by_person(workspace, rows):
        first[member] = min(day, first.get(member, day))
    return pa.table(
        {"member_id": pa.array(first.keys(), pa.int64()), "joined_on": pa.array(first.values(), pa.date32())}
    )


def joined_after(workspace: Workspace, day: date) -> BitMap:
    """Return the persons none of whose ids joined by a day, though one is known to have joined later."""
    from siyu.lib import bitmaps

    (people,) = _people(workspace)
    joined = people.order_by().filter(joined_on__gt=day).values_list("member_id", flat=True)
    late = np.fromiter(joined.iterator(10_000), np.int64)
    moved = read_identity(workspace)
    sources, members = moved["source_id"].to_numpy(), moved["member_id"].to_numpy()
    if not len(late) or not len(sources):
        return bitmaps.from_ids(late)
    # Only who has several ids can have joined with another one before.
    order = np.argsort(sources)
    at = np.minimum(np.searchsorted(sources[order], late), len(sources) - 1)
    known = sources[order][at] == late
    found = bitmaps.from_ids(np.where(known, members[order][at], late))
    several = found & bitmaps.from_ids(members)
    if not several:
        return found
    ids = [*several, *sources[np.isin(members, np.array(several, dtype=np.int64))].tolist()]
    early = {
        source
        for some in _people(workspace, ids)
        for source in some.filter(joined_on__lte=day).values_list("member_id", flat=True)
    }
    member_of = dict(zip(sources.tolist(), members.tolist(), strict=True))
    return found - bitmaps.from_ids([member_of.get(source, source) for source in early])


def attribute_names(workspace: Workspace) -> list[str]:
    """Return the attributes that any of the first ten thousand members has, sorted."""
    names: set[str] = set()
    for people in _people(workspace):
        for attributes in people.values_list("attributes", flat=True)[:10_000]:
            names.update(attributes)
    return sorted(names)


def _values_of(workspace: Workspace, name: str, sources: Sequence[int] | None) -> Iterable[tuple[int, Any]]:
    """Yield (source id, value); any text can be a name, because names are the columns of files."""
    for people in _people(workspace, sources):
        if _is_plain(name):
            rows = people.values_list("member_id", KeyTransform(name, "attributes"))
            yield from rows.iterator(chunk_size=10_000)
            continue
        for source, attributes in people.values_list("member_id", "attributes").iterator(chunk_size=10_000):
            yield source, attributes.get(name)


def _is_plain(name: str) -> bool:
    """Say whether databases find it by name: a number is a place in a list to them, and quotes confuse SQLite."""
    try:
        int(name)
    except ValueError:
        return '"' not in name and "\\" not in name
    return False


def _people(workspace: Workspace, sources: Sequence[int] | None = None) -> Iterator[Any]:
    """Yield queries that together find every person by their ids, ascending, or those with the ids."""
    everyone = Member.objects.filter(workspace=workspace, erased_at=None).order_by("member_id")
    if sources is None or len(sources) > FEW:
        yield everyone if sources is None else everyone.filter(member_id__gte=min(sources), member_id__lte=max(sources))
        return
    wanted = sorted(sources)
    for start in range(0, len(wanted), AT_ONCE):
        yield everyone.filter(member_id__in=wanted[start : start + AT_ONCE])


def _by_person(workspace: Workspace, rows: list[tuple[int, Any]]) -> list[tuple[int, int, Any]]:
    """Return (source, canonical member, value) in the order of source ids."""
    moved = read_identity(workspace).to_pydict()
    member_of = dict(zip(moved["source_id"], moved["member_id"], strict=True))
    return [(source, member_of.get(source, source), value) for source, value in rows]
