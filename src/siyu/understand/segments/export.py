"""The members of a segment as a CSV file, read and written a thousand at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from siyu.accounts.models import Workspace
from siyu.lib.spreadsheet import csv_lines
from siyu.unify.members.identity import read_identity
from siyu.unify.members.masking import mask
from siyu.unify.members.models import Identifier, Member

if TYPE_CHECKING:
    from pyroaring import BitMap

AT_ONCE = 1000


def member_lines(workspace: Workspace, members: BitMap, *, masked: bool = True) -> Iterator[str]:
    """Yield the lines of a CSV file: member_id, name, joined_on and a column for each kind of identifier.

    Of several identifiers of a kind, merged ids included, the oldest stands. With `masked`, names and identifiers have
    their middle hidden. No cell is one a spreadsheet would run.
    """
    kinds = sorted(Identifier.objects.filter(workspace=workspace).values_list("kind", flat=True).distinct())
    return csv_lines(["member_id", "name", "joined_on", *kinds], _rows(workspace, members, kinds, masked))


def _rows(workspace: Workspace, members: BitMap, kinds: list[str], masked: bool) -> Iterator[list[Any]]:
    moved = read_identity(workspace).to_pydict()
    member_of = dict(zip(moved["source_id"], moved["member_id"], strict=True))
    sources_of: dict[int, list[int]] = {}
    for source, member in member_of.items():
        sources_of.setdefault(member, []).append(source)
    ids = iter(members)
    while some := list(islice(ids, AT_ONCE)):
        sources = some + [source for member in some for source in sources_of.get(member, [])]
        person_of = _people(workspace, sources, member_of)
        held = _identifiers(workspace, sources, member_of)
        for member in some:
            name, joined_on = person_of[member]
            name = mask("name", name) if masked else name
            values = (held.get((member, kind), "") for kind in kinds)
            shown = (
                mask(kind, value) if masked and value else value for kind, value in zip(kinds, values, strict=True)
            )
            yield [member, name, joined_on, *shown]


def _people(workspace: Workspace, sources: list[int], member_of: dict[int, int]) -> dict[int, tuple[str, date | None]]:
    """Return name and first day of each member: his own name, else the one of the oldest of his other ids that has one."""
    found: dict[int, tuple[str, date | None]] = {}
    ordered = sorted(sources, key=lambda source: (source in member_of, source))
    for start in range(0, len(ordered), AT_ONCE):
        part = ordered[start : start + AT_ONCE]
        people = {p.member_id: p for p in Member.objects.filter(workspace=workspace, member_id__in=part)}
        for source in part:
            member, person = member_of.get(source, source), people[source]
            name, first = found.get(member, ("", None))
            days = [day for day in (first, person.joined_on) if day]
            found[member] = (name or person.name, min(days, default=None))
    return found


def _identifiers(workspace: Workspace, sources: list[int], member_of: dict[int, int]) -> dict[tuple[int, str], str]:
    found: dict[tuple[int, str], str] = {}
    for start in range(0, len(sources), AT_ONCE):
        part = sources[start : start + AT_ONCE]
        rows = Identifier.objects.filter(workspace=workspace, source_id__in=part).order_by("made_at", "pk")
        for row in rows:
            found.setdefault((member_of.get(row.source_id, row.source_id), row.kind), row.value)
    return found
