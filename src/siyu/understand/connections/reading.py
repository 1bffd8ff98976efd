"""Reading from the facts who is connected how, and when each member first entered each pool."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from siyu.analytics.pools import NEVER
from siyu.understand.connections.kinds import KINDS, STORE, STORE_DAYS
from siyu.understand.connections.pools import POOLS
from siyu.understand.features.registry import Moment

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa
    from numpy.typing import NDArray

    from siyu.understand.inputs import Inputs


def read_connections(inputs: Inputs, ids: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return for each kind of connection, in their order, which of the ids have a live one at the inputs' day."""
    moment = Moment(inputs.today)
    events = inputs.facts("events")
    told = {kind.name: kind.live(events, moment).cast("int32") for kind in KINDS if kind.live is not None}
    rows = inputs.snapshot.to_arrow(events.group_by("member_id").agg(**told))
    orders = inputs.facts("orders", inputs.first_day(STORE_DAYS))
    visits = orders.filter(orders.is_bought & orders.store_key.notnull()).select("member_id").distinct()
    stores = inputs.snapshot.to_arrow(visits)
    live = np.zeros((len(KINDS), len(ids)), dtype=np.bool_)
    for place, kind in enumerate(KINDS):
        found = stores if kind.name == STORE else rows.filter(rows[kind.name].cast("bool"))
        live[place] = np.isin(ids, found["member_id"].to_numpy())
    return live


def read_entries(inputs: Inputs, ids: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each pool when each of the ids first entered it, in microseconds since 1970, `NEVER` for not at all."""
    events, orders = inputs.facts("events"), inputs.facts("orders")
    told = {pool.name: _first(events, pool.enters(events)) for pool in POOLS if pool.enters is not None}
    of_events = inputs.snapshot.to_arrow(events.group_by("member_id").agg(**told))
    bought = orders.filter(orders.is_bought).group_by("member_id").agg(purchase=orders.occurred_at.min())
    of_orders = inputs.snapshot.to_arrow(bought)
    entered = np.full((len(POOLS), len(ids)), NEVER, dtype=np.int64)
    for place, pool in enumerate(POOLS):
        found = of_orders if pool.enters is None else of_events
        _place(found, pool.name, ids, entered[place])
    return entered


def _first(rows: ibis.Table, enters: ibis.Value) -> ibis.Value:
    return rows.occurred_at.min(where=enters)


def _place(found: pa.Table, name: str, ids: NDArray[np.int64], into: NDArray[np.int64]) -> None:
    """Write the instants of the members that are among the ids to their places; both ascend in nothing but `ids`."""
    known = found.filter(found[name].is_valid())
    members = known["member_id"].to_numpy()
    instants = known[name].to_numpy().astype("datetime64[us]").astype(np.int64)
    places = np.searchsorted(ids, members)
    here = (places < len(ids)) & (np.append(ids, -1)[places] == members)
    into[places[here]] = instants[here]
