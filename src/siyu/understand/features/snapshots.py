"""Keeping each day's features in the lake, so that what was known of a member then can be looked up later."""

from __future__ import annotations

from datetime import UTC, date, datetime
from time import perf_counter

import numpy as np
import pyarrow as pa

from siyu.accounts.models import Workspace
from siyu.connect.loads.loading import no_loads
from siyu.engine.lake import Lake
from siyu.engine.snapshot import Snapshot
from siyu.understand.features.compute import compute
from siyu.understand.features.models import FeatureRun
from siyu.understand.features.refresh import refresh
from siyu.understand.features.registry import DERIVED, all_features
from siyu.understand.features.runs import Mark, last_run, mark_of, mark_of_run, moved_since, note_run
from siyu.understand.features.stale import Kept
from siyu.understand.inputs import Inputs
from siyu.understand.opening import open_inputs

TABLE = "feature_snapshots"


def keep_features(workspace: Workspace) -> int:
    """Keep today's features of every member and return the number of rows written: none while nothing changed.

    The first rows of a brand day are everybody's; what comes in later on the same day makes a new revision of the rows of
    those it concerns. Facts are read only of members whose features may differ from those kept last.
    The table gains a nullable column for every feature it does not have yet.
    """
    workspace.refresh_from_db(fields=["erasures"])
    began, made_at, mark = perf_counter(), datetime.now(UTC), mark_of(workspace)
    with open_inputs(workspace) as inputs:
        run = last_run(workspace)
        revision = _revision(inputs.snapshot, inputs.today)
        is_of_today = run is not None and (run.on, run.revision) == (inputs.today, revision)
        if run is not None and is_of_today and mark_of_run(run) == mark:
            return 0
        kept = None if run is None else _kept(workspace, inputs, run, mark)
        rows, members = (compute(inputs), inputs.base) if kept is None else refresh(inputs, all_features(), kept)
        at, today, base = inputs.at, inputs.today, len(inputs.base)
    if is_of_today and kept is not None:
        rows = rows.filter(pa.array(np.isin(rows["member_id"].to_numpy(), np.array(members, dtype=np.int64))))
    if run is not None and run.on == today:
        # An erasure may have taken the last revision's only rows; their number is not given twice.
        revision = max(revision, run.revision)
    noted = {"on": today, "at": at, "made_at": made_at, "members": base, "computed": len(members)}
    with no_loads(workspace):
        # Whoever was erased since the features were worked out must not come into the lake again.
        if Workspace.objects.get(pk=workspace.pk).erasures != workspace.erasures:
            return 0
        written = _append(workspace, rows, (at, today), mark.load, revision + 1)
        if written is not None:
            noted["revision"] = revision + 1 if len(rows) else revision
            note_run(workspace, mark, {**noted, "seconds": perf_counter() - began})
    return written or 0


def _kept(workspace: Workspace, inputs: Inputs, run: FeatureRun, mark: Mark) -> Kept | None:
    """Return the features kept last, None when they cannot be brought up to date."""
    if run.catalogue != mark.catalogue or _revision(inputs.snapshot, run.on) != run.revision:
        return None
    moved = moved_since(workspace, run)
    if moved is None:
        return None
    names = [feature.name for feature in all_features() if feature.source != DERIVED]
    facts = inputs.snapshot.facts(TABLE, since_on=run.on, until_on=run.on, columns=("source_id", *names))
    rows = inputs.snapshot.to_arrow(facts.rename(member_id="source_id").order_by("member_id"))
    kept = Kept(rows, run.load, run.at, run.on, moved)
    return kept if kept.fits(inputs) else None


def _append(
    workspace: Workspace, features: pa.Table, moment: tuple[datetime, date], load: int, revision: int
) -> int | None:
    """Append rows and return how many, None when another process came first."""
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
    appended = lake.append(TABLE, rows, app_id=f"feature rows:{today}", version=revision)
    return None if appended.repeated else appended.rows


def _revision(snapshot: Snapshot, day: date) -> int:
    """Return the last revision of a day's rows; -1 when there are none."""
    rows = snapshot.facts(TABLE, since_on=day, until_on=day, columns=("revision",))
    last = snapshot.to_arrow(rows.revision.max()).as_py()
    return -1 if last is None else int(last)


def _repeated(value: object, kind: pa.DataType, times: int) -> pa.Array:
    return pa.repeat(pa.scalar(value, kind), times)
