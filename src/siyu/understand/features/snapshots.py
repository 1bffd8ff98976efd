"""Keeping each day's features in the lake, so that what was known of a member then can be looked up later."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pyarrow as pa

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import finished_load
from siyu.engine.lake import Lake
from siyu.engine.snapshot import Snapshot
from siyu.understand.features.compute import compute
from siyu.understand.opening import open_inputs

TABLE = "feature_snapshots"


def keep_features(workspace: Workspace) -> int:
    """Append today's features of every member, once a brand day, and return the number of rows written.

    The table gains a nullable column for every feature it does not have yet.
    """
    with open_inputs(workspace) as inputs:
        at, today = inputs.at, inputs.today
        if _is_kept(inputs.snapshot, today):
            return 0
        features = compute(inputs)
    lake = Lake(workspace.lake_path)
    columns = features.drop_columns(["member_id"])
    lake.widen(TABLE, columns.schema)
    ids = features["member_id"].to_numpy()
    constant = {
        "revision": pa.array(np.zeros(len(ids), dtype=np.int32)),
        "digest": pa.array(np.zeros(len(ids), dtype=np.int64)),
        "occurred_at": _repeated(at.astimezone(UTC), pa.timestamp("us", tz="UTC"), len(ids)),
        "received_at": _repeated(datetime.now(UTC), pa.timestamp("us", tz="UTC"), len(ids)),
        "occurred_on": _repeated(today, pa.date32(), len(ids)),
        "load_no": pa.array(np.full(len(ids), finished_load(workspace), dtype=np.int64)),
        "as_of_on": _repeated(today, pa.date32(), len(ids)),
    }
    keys = pa.array([f"{member}/{today.isoformat()}" for member in ids.tolist()], pa.string())
    rows = pa.table(
        {"key": keys, "source_id": ids, **constant, **dict(zip(columns.column_names, columns.columns, strict=True))}
    )
    appended = lake.append(TABLE, rows, app_id="features", version=today.toordinal())
    return 0 if appended.repeated else appended.rows


def _is_kept(snapshot: Snapshot, day: date) -> bool:
    rows = snapshot.facts(TABLE, since_on=day, until_on=day, columns=("as_of_on",))
    return bool(snapshot.to_arrow(rows.limit(1)).num_rows)


def _repeated(value: object, kind: pa.DataType, times: int) -> pa.Array:
    return pa.repeat(pa.scalar(value, kind), times)
