"""Showing a member's personal data unmasked, to whoever may see it."""

from __future__ import annotations

from typing import Any

from siyu.accounts.models import Workspace
from siyu.unify.members.identity import sources_of
from siyu.unify.members.models import Member
from siyu.unify.members.profile import find_canonical, identifiers_of


def reveal(workspace: Workspace, member_id: int) -> dict[str, Any]:
    """Return `{name, identifiers: [{kind, value}]}` as they are kept."""
    canonical = find_canonical(workspace, member_id)
    sources = sources_of(workspace, canonical)
    names = Member.objects.filter(workspace=workspace, member_id__in=sources).exclude(name="").order_by("member_id")
    return {
        "name": names.values_list("name", flat=True).first() or "",
        "identifiers": [{"kind": row.kind, "value": row.value} for row in identifiers_of(workspace, sources)],
    }
