"""Showing a member's personal data unmasked, to whoever may see it."""

from __future__ import annotations

from typing import Any

from siyu.accounts.models import Workspace
from siyu.unify.members.identity import sources_of
from siyu.unify.members.models import Member
from siyu.unify.members.profile import attributes_of, find_canonical, identifiers_of


def reveal(workspace: Workspace, member_id: int) -> dict[str, Any]:
    """Return `{name, identifiers: [{kind, value}], attributes}` as they are kept."""
    canonical = find_canonical(workspace, member_id)
    sources = sources_of(workspace, canonical)
    people = list(Member.objects.filter(workspace=workspace, member_id__in=sources))
    people.sort(key=lambda person: (person.member_id != canonical, person.member_id))
    return {
        "name": next((person.name for person in people if person.name), ""),
        "identifiers": [{"kind": row.kind, "value": row.value} for row in identifiers_of(workspace, sources)],
        "attributes": attributes_of(people),
    }
