"""The events that came in last, as they lie in the lake: nothing personal is in the columns shown."""

from __future__ import annotations

import json
from typing import Any

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import open_snapshot
from siyu.connect.vocabulary import label_of

LOADS_BACK = 50
COLUMNS = (
    "load_no",
    "occurred_at",
    "received_at",
    "source_id",
    "type",
    "channel",
    "store_key",
    "product_key",
    "order_key",
    "value_minor",
    "properties",
    "key",
)


def recent_events(workspace: Workspace, after: int | None, name: str | None, limit: int) -> dict[str, Any]:
    """Return the newest events, of loads after the given one or of the last fifty, and the load they end with."""
    with open_snapshot(workspace) as snapshot:
        done = snapshot.done or 0
        first = done - LOADS_BACK if after is None else after
        if done <= first:
            return {"items": [], "load": done}
        events = snapshot.facts("events", loaded_after=first, columns=COLUMNS)
        if name:
            events = events.filter(events.type == name)
        newest = events.order_by([events.load_no.desc(), events.occurred_at.desc(), events.key.desc()])
        rows = snapshot.to_arrow(newest.limit(limit)).to_pylist()
    return {"items": [_shown(row) for row in rows], "load": done}


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": row["key"],
        "load": row["load_no"],
        "occurred_at": row["occurred_at"],
        "received_at": row["received_at"],
        "source_id": row["source_id"],
        "type": row["type"],
        "label": label_of(row["type"] or "").as_dict(),
        "channel": row["channel"],
        "store_key": row["store_key"],
        "product_key": row["product_key"],
        "order_key": row["order_key"],
        "value_minor": row["value_minor"],
        "properties": json.loads(row["properties"]) if row["properties"] else {},
    }
