"""What is known of people beyond identifiers: attributes and the day they joined, one value a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models.fields.json import KeyTransform

from siyu.accounts.models import Workspace
from siyu.unify.members.identity import read_identity
from siyu.unify.members.models import Member

if TYPE_CHECKING:
    import pyarrow as pa


def read_attribute(workspace: Workspace, name: str) -> pa.Table:
    """Return (member_id, value as text) of every person who has the attribute.

    Of several merged ids the canonical one decides, then the smallest; a JSON null is no value.
    """
    import pyarrow as pa

    known = [(source, value) for source, value in _values_of(workspace, name) if value is not None]
    held: dict[int, str] = {}
    for source, member, value in _by_person(workspace, known):
        if source == member or member not in held:
            held[member] = value if isinstance(value, str) else str(value)
    return pa.table({"member_id": pa.array(held.keys(), pa.int64()), "value": pa.array(held.values(), pa.string())})


def read_joined(workspace: Workspace) -> pa.Table:
    """Return (member_id, joined_on) of every person with a known day: the earliest of all their ids."""
    import pyarrow as pa

    rows = _people(workspace).filter(joined_on__isnull=False).values_list("member_id", "joined_on")
    first: dict[int, Any] = {}
    for _, member, day in _by_person(workspace, list(rows.iterator(chunk_size=10_000))):
        first[member] = min(day, first.get(member, day))
    return pa.table(
        {"member_id": pa.array(first.keys(), pa.int64()), "joined_on": pa.array(first.values(), pa.date32())}
    )


def attribute_names(workspace: Workspace) -> list[str]:
    """Return the attributes that any of the first ten thousand members has, sorted."""
    names: set[str] = set()
    for attributes in _people(workspace).values_list("attributes", flat=True)[:10_000]:
        names.update(attributes)
    return sorted(names)


def _values_of(workspace: Workspace, name: str) -> Iterable[tuple[int, Any]]:
    """Yield (source id, value); any text can be a name, because names are the columns of files."""
    if _is_plain(name):
        rows = _people(workspace).values_list("member_id", KeyTransform(name, "attributes"))
        yield from rows.iterator(chunk_size=10_000)
        return
    for source, attributes in _people(workspace).values_list("member_id", "attributes").iterator(chunk_size=10_000):
        yield source, attributes.get(name)


def _is_plain(name: str) -> bool:
    """Say whether databases find it by name: a number is a place in a list to them, and quotes confuse SQLite."""
    try:
        int(name)
    except ValueError:
        return '"' not in name and "\\" not in name
    return False


def _people(workspace: Workspace) -> Any:
    return Member.objects.filter(workspace=workspace, erased_at=None).order_by("member_id")


def _by_person(workspace: Workspace, rows: list[tuple[int, Any]]) -> list[tuple[int, int, Any]]:
    """Return (source, canonical member, value) in the order of source ids."""
    moved = read_identity(workspace).to_pydict()
    member_of = dict(zip(moved["source_id"], moved["member_id"], strict=True))
    return [(source, member_of.get(source, source), value) for source, value in rows]
