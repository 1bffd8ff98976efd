"""The events that came in last, as they lie in the lake: what is personal in them is sealed, and not shown."""

from __future__ import annotations

import json
from typing import Any

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import open_snapshot
from siyu.connect.loads.stages import identity_of
from siyu.connect.vocabulary import label_of

LOADS_BACK = 50
COLUMNS = (
    "load_no",
    "occurred_at",
    "received_at",
    "member_id",
    "type",
    "channel",
    "store_key",
    "product_key",
    "order_key",
    "value_minor",
    "properties",
    "key",
)


def recent_events(
    workspace: Workspace, after: int | None, limit: int, *, name: str | None = None, member: int | None = None
) -> dict[str, Any]:
    """Return the newest events, of loads after the given one or of the last fifty, and the load they end with.

    `name` keeps one type of event, `member` those of one member, whatever id they came in under.
    """
    identity = identity_of(workspace)
    with open_snapshot(workspace) as snapshot:
        done = snapshot.done or 0
        first = done - LOADS_BACK if after is None else after
        if done <= first:
            return {"items": [], "load": done}
        events = snapshot.facts("events", loaded_after=first, identity=identity)
        if name:
            events = events.filter(events.type == name)
        if member is not None:
            events = events.filter(events.member_id == member)
        newest = events.order_by([events.load_no.desc(), events.occurred_at.desc(), events.key.desc()]).limit(limit)
        rows = snapshot.to_arrow(newest.select(*COLUMNS, is_sealed=newest.private.notnull())).to_pylist()
    return {"items": [_shown(row) for row in rows], "load": done}


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": row["key"],
        "load": row["load_no"],
        "occurred_at": row["occurred_at"],
        "received_at": row["received_at"],
        "member_id": row["member_id"],
        "type": row["type"],
        "label": label_of(row["type"] or "").as_dict(),
        "channel": row["channel"],
        "store_key": row["store_key"],
        "product_key": row["product_key"],
        "order_key": row["order_key"],
        "value_minor": row["value_minor"],
        "properties": json.loads(row["properties"]) if row["properties"] else {},
        "is_sealed": row["is_sealed"],
    }
