"""Fields of the member's row and of the brand: name, day of joining, attributes. Identifiers are never among them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from siyu.accounts.models import Workspace
from siyu.engage.templates.fields import Field, Found, Source
from siyu.engage.templates.values import Value
from siyu.lib.text import Text
from siyu.unify.members.attributes import attribute_names
from siyu.unify.members.identity import read_identity
from siyu.unify.members.masking import is_personal
from siyu.unify.members.models import Member

NAME, JOINED, BRAND = "name", "joined_on", "brand"
ATTRIBUTE = "attribute."
AT_ONCE = 500


def _fields(workspace: Workspace) -> Iterator[Field]:
    yield Field(NAME, Text("称呼", "Name"), "text", "member", is_personal=True)
    yield Field(JOINED, Text("入会日期", "Joined on"), "date", "member")
    yield Field(BRAND, Text("品牌名", "Brand"), "text", "brand", workspace.name)
    # Phones, addresses and papers are no matter of a message.
    for name in attribute_names(workspace):
        if not is_personal(name):
            yield Field(f"{ATTRIBUTE}{name}", Text(name, name), "text", "attribute")


def _read(workspace: Workspace, members: Sequence[int], names: Collection[str], language: str) -> Found:
    found: Found = {name: {} for name in names}
    for member, people in _people(workspace, members):
        told: dict[str, Value] = {
            NAME: next((person.name for person in people if person.name), None),
            JOINED: min((person.joined_on for person in people if person.joined_on), default=None),
            BRAND: workspace.name,
        }
        for name in names:
            value = told[name] if name in told else _attribute(people, name.removeprefix(ATTRIBUTE))
            if value is not None:
                found[name][member] = value
    return found


def _attribute(people: Iterable[Member], name: str) -> str | None:
    held = next((person.attributes[name] for person in people if person.attributes.get(name) is not None), None)
    return None if held is None else str(held)


def _people(workspace: Workspace, members: Sequence[int]) -> Iterator[tuple[int, list[Member]]]:
    """Yield each member with the rows of all their ids, their own first."""
    moved = read_identity(workspace).to_pydict()
    wanted = set(members)
    of: dict[int, int] = {member: member for member in members}
    pairs = zip(moved["source_id"], moved["member_id"], strict=True)
    of |= {source: member for source, member in pairs if member in wanted}
    rows: dict[int, list[Member]] = {member: [] for member in members}
    ids = sorted(of)
    for start in range(0, len(ids), AT_ONCE):
        part = Member.objects.filter(workspace=workspace, member_id__in=ids[start : start + AT_ONCE], erased_at=None)
        for person in part.only("member_id", "name", "joined_on", "attributes"):
            rows[of[person.member_id]].append(person)
    for member, people in rows.items():
        yield member, sorted(people, key=lambda person: (person.member_id != member, person.member_id))


SOURCE = Source(_fields, lambda name: name in {NAME, JOINED, BRAND} or name.startswith(ATTRIBUTE), _read)
