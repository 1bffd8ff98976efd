"""Who is online: has a live, unblocked, consented online connection. A phone, card or address alone is not one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from siyu.accounts.models import Workspace
from siyu.lib import bitmaps
from siyu.unify.consents.purposes import MARKETING
from siyu.unify.consents.standing import withdrawn_ids
from siyu.unify.members.base import base_of
from siyu.unify.members.identity import to_canonical
from siyu.unify.members.models import Presence

if TYPE_CHECKING:
    from pyroaring import BitMap

    from siyu.engine.snapshot import Snapshot

CONNECTIONS: dict[str, tuple[str, ...]] = {
    "wecom": ("external_userid",),
    "official_account": ("openid", "unionid"),
}
"""The kinds of identifiers that are an online connection, by the channel that withdrawals and events name."""

FOLLOWED, UNFOLLOWED = "followed", "unfollowed"


def online_members(workspace: Workspace, snapshot: Snapshot) -> BitMap:
    """Return the canonical members with at least one online connection as known now.

    A connection does not count once its person has unfollowed the channel after following it last, nor when anybody
    behind the member withdrew from the channel.
    """
    found = bitmaps.from_ids([])
    for channel, kinds in CONNECTIONS.items():
        rows = Presence.objects.filter(workspace=workspace, kind__in=kinds).values_list("pk", "bits")
        live = bitmaps.from_chunks(dict(rows)) - unfollowed(snapshot, channel, workspace.clock.now())
        withdrawn = withdrawn_ids(workspace, MARKETING, channel)
        found |= to_canonical(workspace, live) - to_canonical(workspace, withdrawn)
    return found & base_of(workspace)


def unfollowed(snapshot: Snapshot, channel: str, at: datetime, among: Sequence[int] | None = None) -> BitMap:
    """Return the source ids whose last word on the channel by then was to unfollow it; at one instant that counts.

    With `among` only some ids are looked at.
    """
    if snapshot.is_empty("events"):
        return bitmaps.from_ids([])
    events = snapshot.facts("events", until_at=at)
    if among is not None:
        events = events.filter(events.source_id.isin(list(among)))
    said = events.filter(
        events.type.isin([FOLLOWED, UNFOLLOWED])
        & events.source_id.notnull()
        & (events.channel.isnull() | (events.channel == channel))
    )
    last = said.group_by("source_id").agg(
        followed=said.occurred_at.max(where=said.type == FOLLOWED),
        unfollowed=said.occurred_at.max(where=said.type == UNFOLLOWED),
    )
    gone = last.filter(last.unfollowed.notnull() & (last.followed.isnull() | (last.unfollowed >= last.followed)))
    return bitmaps.from_ids(np.sort(snapshot.to_arrow(gone.select("source_id"))["source_id"].to_numpy()))
