"""The state beside the lake, as the product reads it: identity, base, reach and attributes of a drawn history."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pyarrow as pa
from pyroaring import BitMap

from siyu.engine.snapshot import Snapshot
from siyu.understand.inputs import Inputs
from tests.oracle.history import History
from tests.oracle.language import Consented, Reachable
from tests.oracle.load import CURRENCY
from tests.oracle.rules import evaluate


def inputs_of(
    history: History,
    snapshot: Snapshot,
    at: datetime,
    segments: dict[str, Any] | None = None,
    tags: dict[str, Any] | None = None,
) -> Inputs:
    """Return what an evaluation reads; `segments` and `tags` are the product's own rules by name."""
    return Inputs(
        snapshot=snapshot,
        at=at,
        zone=history.zone,
        currency=CURRENCY,
        identity=identity_of(history),
        base=BitMap(history.base()),
        reachable=lambda channel: BitMap(evaluate(history, Reachable(channel), at)),
        agreed=lambda scope: BitMap(evaluate(history, Consented(scope), at)),
        attributes=lambda name: _joined(history) if name == "joined_on" else _attribute(history, name),
        segments=(segments or {}).get,
        tags=(tags or {}).get,
    )


def identity_of(history: History) -> pa.Table:
    """Return (source_id, member_id) of the ids that read as another."""
    sources = sorted(row.id for row in history.members if history.canonical(row.id) != row.id)
    return pa.table(
        {
            "source_id": pa.array(sources, pa.int64()),
            "member_id": pa.array([history.canonical(source) for source in sources], pa.int64()),
        }
    )


def _attribute(history: History, name: str) -> pa.Table:
    known = {member: history.attribute(member, name) for member in history.base()}
    found = {member: str(value) for member, value in known.items() if value is not None}
    return _values(found, pa.string())


def _joined(history: History) -> pa.Table:
    """Return (member_id, value) of the persons whose day of joining is known."""
    known = {member: history.joined_on(member) for member in history.base()}
    found = {member: on for member, on in known.items() if on is not None}
    return _values(found, pa.date32())


def _values(found: dict[int, str] | dict[int, date], kind: pa.DataType) -> pa.Table:
    return pa.table({"member_id": pa.array(found.keys(), pa.int64()), "value": pa.array(found.values(), kind)})
