"""The base: every canonical member who has not been erased. `not` in a rule is the complement in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siyu.accounts.models import Workspace
from siyu.lib import bitmaps
from siyu.unify.members.identity import read_identity
from siyu.unify.members.models import Member, Presence

if TYPE_CHECKING:
    from pyroaring import BitMap

EVERYONE = "member"
"""The presence kind under which every member's own id is kept, so that the base is read without walking the members."""


def base_of(workspace: Workspace) -> BitMap:
    """Return the canonical, not erased members."""
    rows = Presence.objects.filter(workspace=workspace, kind=EVERYONE).values_list("chunk", "bits")
    erased = Member.objects.filter(workspace=workspace, erased_at__isnull=False).values_list("member_id", flat=True)
    moved = read_identity(workspace)["source_id"].to_numpy()
    return bitmaps.from_chunks(dict(rows)) - bitmaps.from_ids(moved) - bitmaps.from_ids(erased)
