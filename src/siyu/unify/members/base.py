"""The base: every canonical member who has not been erased. `not` in a rule is the complement in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siyu.accounts.models import Workspace
from siyu.lib import bitmaps
from siyu.unify.members.identity import read_identity
from siyu.unify.members.models import Member, Presence

if TYPE_CHECKING:
    import pyarrow as pa
    from pyroaring import BitMap

EVERYONE = "member"
"""The presence kind under which every member's own id is kept, so that the base is read without walking the members."""


def base_of(workspace: Workspace, moved: pa.Table | None = None) -> BitMap:
    """Return the canonical, not erased members; `moved` is the identity map when it has been read already."""
    rows = Presence.objects.filter(workspace=workspace, kind=EVERYONE).values_list("chunk", "bits")
    erased = Member.objects.filter(workspace=workspace, erased_at__isnull=False).values_list("member_id", flat=True)
    elsewhere = (read_identity(workspace) if moved is None else moved)["source_id"].to_numpy()
    return bitmaps.from_chunks(dict(rows)) - bitmaps.from_ids(elsewhere) - bitmaps.from_ids(erased)
