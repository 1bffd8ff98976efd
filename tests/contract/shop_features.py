"""All features of the small shop's lake on an engine, also as a program of its own: a process has one Spark only."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from siyu.engine.lake import Lake

AT = datetime(2018, 1, 1, 4, 59, 59, tzinfo=UTC)


def shop_features(lake: Path, engine: str) -> list[dict[str, Any]]:
    """Return a row a member; dates as text."""
    from pyroaring import BitMap

    from siyu.understand.features.compute import compute
    from siyu.understand.inputs import Inputs

    moved = pa.table({"source_id": pa.array([20], pa.int64()), "member_id": pa.array([1], pa.int64())})
    base = BitMap(range(1, 20))
    none = pa.table({"member_id": pa.array([], pa.int64()), "value": pa.array([], pa.string())})
    with Lake(lake).snapshot(engine=engine) as snapshot:
        inputs = Inputs(
            snapshot, AT, "America/New_York", "USD", moved, base, lambda _: base, lambda _: none, lambda _: None
        )
        rows: list[dict[str, Any]] = json.loads(json.dumps(compute(inputs).to_pylist(), default=str))
        return rows


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(shop_features(Path(sys.argv[1]), sys.argv[2])))
