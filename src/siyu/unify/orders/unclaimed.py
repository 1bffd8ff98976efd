"""Orders that came in without a member and that nobody has claimed: newest first, found by number, store and day."""

from __future__ import annotations

from datetime import date
from typing import Any

import ibis

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import open_snapshot
from siyu.unify.orders.place import Place

COLUMNS = ("key", "occurred_at", "store_key", "staff_key", "channel", "lines", "quantity", "sales_minor")


def unclaimed_orders(
    workspace: Workspace, before: Place | None, limit: int, *, words: str = "", store: str = "", on: date | None = None
) -> tuple[list[dict[str, Any]], int]:
    """Return up to `limit` orders of nobody before the given place, and how many there are in all.

    `words` are the beginning of a receipt number. Cancelled orders are left out.
    """
    with open_snapshot(workspace) as snapshot:
        orders = snapshot.facts("orders", since_on=on, until_on=on, until_at=workspace.clock.now())
        found = orders.filter(orders.source_id.isnull() & (orders.status != "cancelled")).select(*COLUMNS)
        if words:
            found = found.filter(found.key.startswith(words))
        if store:
            found = found.filter(found.store_key == store)
        total = int(snapshot.to_arrow(found.count()).as_py())
        if before is not None:
            later = (found.occurred_at < before.at) | ((found.occurred_at == before.at) & (found.key < before.key))
            found = found.filter(later)
        newest = found.order_by(ibis.desc("occurred_at"), ibis.desc("key")).limit(limit)
        rows: list[dict[str, Any]] = snapshot.to_arrow(newest).to_pylist()
    return rows, total
