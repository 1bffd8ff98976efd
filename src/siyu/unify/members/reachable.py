"""Who can be reached by a channel: has an identifier of it and nobody behind the member withdrew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siyu.accounts.models import Workspace
from siyu.lib import bitmaps
from siyu.unify.consents.purposes import MARKETING
from siyu.unify.consents.standing import withdrawn_ids
from siyu.unify.members.base import base_of
from siyu.unify.members.channels import CHANNELS
from siyu.unify.members.identity import members_behind, read_identity
from siyu.unify.members.models import Presence

if TYPE_CHECKING:
    import pyarrow as pa
    from pyroaring import BitMap


def reachable_by(workspace: Workspace, channel: str) -> BitMap:
    """Return the canonical members with an identifier of the channel, none of whose ids withdrew marketing by it."""
    moved = read_identity(workspace)
    return reachable_among(workspace, channel, base_of(workspace, moved), moved)


def reachable_among(workspace: Workspace, channel: str, base: BitMap, moved: pa.Table) -> BitMap:
    """Return the members of the base who can be reached, by a base and an identity map that have been read already."""
    kinds = CHANNELS[channel].kinds
    rows = Presence.objects.filter(workspace=workspace, kind__in=kinds).values_list("pk", "bits")
    present = bitmaps.from_chunks(dict(rows))
    withdrawn = withdrawn_ids(workspace, MARKETING, channel)
    # Most are themselves and in the base; the others are looked up.
    here = (present & base) | members_behind(present - base, moved)
    return (here - members_behind(withdrawn, moved)) & base
