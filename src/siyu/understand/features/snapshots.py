"""Keeping each day's features in the lake, so that what was known of a member then can be looked up later."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pyarrow as pa

from siyu.accounts.models import Workspace
from siyu.connect.loads.loading import no_loads
from siyu.connect.loads.reading import finished_load
from siyu.engine.lake import Lake
from siyu.engine.snapshot import Snapshot
from siyu.understand.features.compute import compute
from siyu.understand.opening import open_inputs

TABLE = "feature_snapshots"


def keep_features(workspace: Workspace) -> int:
    """Append today's features of every member and return the number of rows written: none while no load came since.

    Facts that came in later on the same brand day make a new revision of the day's rows.
    The table gains a nullable column for every feature it does not have yet.
    """
    workspace.refresh_from_db(fields=["erasures"])
    load = finished_load(workspace)
    with open_inputs(workspace) as inputs:
        at, today = inputs.at, inputs.today
        kept_load, revision = _kept(inputs.snapshot, today)
        if kept_load == load:
            return 0
        features = compute(inputs)
    with no_loads(workspace):
        # Whoever was erased since the features were worked out must not come into the lake again.
        if Workspace.objects.get(pk=workspace.pk).erasures != workspace.erasures:
            return 0
        return _append(workspace, features, (at, today), load, revision + 1)


def _append(workspace: Workspace, features: pa.Table, moment: tuple[datetime, date], load: int, revision: int) -> int:
    at, today = moment
    lake = Lake(workspace.lake_path)
    columns = features.drop_columns(["member_id"])
    lake.widen(TABLE, columns.schema)
    ids = features["member_id"].to_numpy()
    constant = {
        "revision": pa.array(np.full(len(ids), revision, dtype=np.int32)),
        "digest": pa.array(np.zeros(len(ids), dtype=np.int64)),
        "occurred_at": _repeated(at.astimezone(UTC), pa.timestamp("us", tz="UTC"), len(ids)),
        "received_at": _repeated(datetime.now(UTC), pa.timestamp("us", tz="UTC"), len(ids)),
        "occurred_on": _repeated(today, pa.date32(), len(ids)),
        "load_no": pa.array(np.full(len(ids), load, dtype=np.int64)),
        "as_of_on": _repeated(today, pa.date32(), len(ids)),
    }
    keys = pa.array([f"{member}/{today.isoformat()}" for member in ids.tolist()], pa.string())
    rows = pa.table(
        {"key": keys, "source_id": ids, **constant, **dict(zip(columns.column_names, columns.columns, strict=True))}
    )
    appended = lake.append(TABLE, rows, app_id=f"features:{today}", version=load)
    return 0 if appended.repeated else appended.rows


def _kept(snapshot: Snapshot, day: date) -> tuple[int, int]:
    """Return the load and the revision the day's rows were last written from; (-1, -1) when there are none."""
    rows = snapshot.facts(TABLE, since_on=day, until_on=day, columns=("load_no", "revision"))
    last = snapshot.to_arrow(rows.agg(load=rows.load_no.max(), revision=rows.revision.max())).to_pylist()[0]
    return (-1, -1) if last["load"] is None else (last["load"], last["revision"])


def _repeated(value: object, kind: pa.DataType, times: int) -> pa.Array:
    return pa.repeat(pa.scalar(value, kind), times)
