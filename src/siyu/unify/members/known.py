"""What a member is known by, for wings below that know members by number only."""

from __future__ import annotations

from siyu.accounts.models import Workspace
from siyu.unify.members.identifiers import RANK
from siyu.unify.members.identity import canonical_of, sources_of
from siyu.unify.members.models import Identifier

MOST_NUMBER = 2**63 - 1


def identifiers_of(workspace: Workspace, member_id: int) -> list[tuple[str, str]]:
    """Return (kind with its scope, value) of a member, strongest first; empty for one that is not there or was merged."""
    if not 0 < member_id <= MOST_NUMBER or canonical_of(workspace, member_id) != member_id:
        return []
    held = Identifier.objects.filter(workspace=workspace, source_id__in=sources_of(workspace, member_id)[:500])
    found = sorted(held, key=lambda one: (RANK[one.kind], one.source_id, one.pk))
    return [(f"{one.kind}:{one.scope}" if one.scope else one.kind, one.value) for one in found]
