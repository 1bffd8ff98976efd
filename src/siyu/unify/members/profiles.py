"""What events tell of people becomes their names and attributes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from siyu.accounts.models import Workspace
from siyu.connect.collection.traits import is_identifier
from siyu.connect.loads.stages import ProfileChange, note_changed
from siyu.unify.consents.telling import tell_consents
from siyu.unify.consents.traits import consents_in, other_than_consents
from siyu.unify.members.models import Member

NAMES = ("name", "nickname", "$name")
MOST_ATTRIBUTES = 300
MOST_NAME, MOST_VALUE, MOST_MEMBER_NAME = 100, 1_000, 200
MOST_LISTED = 100


def change_profiles(workspace: Workspace, changes: Sequence[ProfileChange]) -> None:
    """Apply the changes in their order, inside the caller's transaction.

    Attributes are text; a list is JSON text. Identifiers among the values are no attributes. A person keeps at most
    300 attributes: further ones are not taken.
    """
    ids = sorted({change.source_id for change in changes})
    locked = Member.objects.select_for_update().filter(workspace=workspace, member_id__in=ids, erased_at=None)
    members = {member.member_id: member for member in locked}
    for change in changes:
        member = members.get(change.source_id)
        if member is not None:
            _apply(member, change)
    Member.objects.bulk_update(members.values(), ["name", "attributes"], batch_size=100)
    note_changed(workspace, members)
    tell_consents(workspace, consents_in(changes))


def _apply(member: Member, change: ProfileChange) -> None:
    known: dict[str, Any] = member.attributes
    if change.how == "delete":
        known.clear()
        return
    for name, value in _attributes(change.values):
        if change.how == "unset":
            known.pop(name, None)
        elif name in known or len(known) < MOST_ATTRIBUTES:
            _CHANGES[change.how](known, name, value)
    told = next((change.values[name] for name in NAMES if isinstance(change.values.get(name), str)), "")
    if told.strip() and change.how in {"set", "set_once"} and (change.how == "set" or not member.name):
        member.name = told.strip()[:MOST_MEMBER_NAME]


def _attributes(values: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [
        (name, value)
        for name, value in other_than_consents(values).items()
        if name and len(name) <= MOST_NAME and name not in NAMES and not is_identifier(name)
    ]


def _set(known: dict[str, Any], name: str, value: Any) -> None:
    if value is None:
        return
    known[name] = _text(value)


def _set_once(known: dict[str, Any], name: str, value: Any) -> None:
    if name not in known:
        _set(known, name, value)


def _add(known: dict[str, Any], name: str, value: Any) -> None:
    try:
        known[name] = str(Decimal(str(known.get(name, "0"))) + Decimal(str(value)))[:MOST_VALUE]
    except InvalidOperation:
        # What stood there was no number: the increment begins anew, as the protocol says.
        _set(known, name, value)


def _append(known: dict[str, Any], name: str, value: Any) -> None:
    try:
        held = json.loads(known.get(name, "[]"))
    except ValueError:
        held = [known[name]]
    listed = held if isinstance(held, list) else [known[name]]
    given = value if isinstance(value, list) else [value]
    fresh = [str(one) for one in given if str(one) not in listed]
    known[name] = _text([*listed, *fresh][-MOST_LISTED:])


_CHANGES = {"set": _set, "set_once": _set_once, "add": _add, "append": _append}


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value[:MOST_VALUE]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)[:MOST_VALUE]
    return str(value)[:MOST_VALUE]
