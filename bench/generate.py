"""Writes a generated brand through the real lake, compacted, with its identity map and identifiers in the database.

`python -m bench.generate 1000000` makes `bench-data/1000000`; what is there already with the same seed stays.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bench.brand import (
    AT,
    CURRENCY,
    ZONE,
    Brand,
    event_rows,
    line_rows,
    merges,
    order_rows,
    product_rows,
    refund_rows,
    with_identifier,
    withdrawn,
)
from bench.home import Home, enter

Rows = Callable[[Brand, int, int], pa.Table]
CHUNKED: dict[str, Rows] = {
    "orders": order_rows,
    "order_lines": line_rows,
    "refunds": refund_rows,
    "events": event_rows,
}
KINDS = {"external_userid": 0.55, "phone": 0.8, "openid": 0.4}
TABLES = (*CHUNKED, "products")


def generate(home: Home) -> None:
    """Make the brand unless it is there; the stamp is written last."""
    if home.stamp.exists():
        return
    enter(home)
    brand = Brand(home.members)
    _write_people(brand)
    counts = _write_facts(brand)
    _write_for_peers(home, brand)
    home.stamp.write_text(json.dumps({"members": brand.members, "seed": brand.seed, "rows": counts}, indent=1))


def _write_people(brand: Brand) -> None:
    from siyu.accounts.models import Workspace
    from siyu.lib import bitmaps
    from siyu.unify.consents.models import Consent
    from siyu.unify.members.identity import keep_identity
    from siyu.unify.members.models import Presence

    workspace = Workspace.objects.create(
        slug="bench", name="Bench", currency=CURRENCY, zone=ZONE, clock_stands_at=AT.astimezone(UTC),
        next_member_id=brand.members + 1,
    )  # fmt: skip
    kinds = {kind: with_identifier(brand, kind, share) for kind, share in KINDS.items()}
    kinds["member"] = np.arange(1, brand.members + 1)
    for kind, ids in kinds.items():
        chunks = bitmaps.to_chunks(bitmaps.from_ids(ids))
        Presence.objects.bulk_create(
            [Presence(workspace=workspace, kind=kind, chunk=chunk, bits=bits) for chunk, bits in chunks.items()]
        )
    keep_identity(workspace, merges(brand))
    Consent.objects.bulk_create(
        [
            Consent(
                workspace=workspace,
                source_id=int(source),
                purpose="marketing",
                channel="wecom",
                how="withdrawn",
                at=AT.astimezone(UTC),
                source="import",
            )
            for source in withdrawn(brand)
        ],
        batch_size=1_000,
    )


def _write_facts(brand: Brand) -> dict[str, int]:
    from datetime import datetime

    from siyu.accounts.models import Workspace
    from siyu.connect.loads.models import Load
    from siyu.engine.lake import Lake
    from siyu.engine.maintenance import maintain

    workspace = Workspace.objects.get(slug="bench")
    lake = Lake(workspace.lake_path)
    lake.ensure()
    counts = {}
    for table in TABLES:
        started = time.perf_counter()
        rows = _reader(brand, table)
        counts[table] = lake.append(table, rows, app_id="load:0", version=1).rows
        print(f"{table:12} {counts[table]:>12,} rows {time.perf_counter() - started:6.1f} s", file=sys.stderr)
    maintain(lake)
    Load.objects.create(workspace=workspace, number=1, state=Load.DONE, folder="", done_at=datetime.now(UTC))
    return counts


def _reader(brand: Brand, table: str) -> pa.Table | pa.RecordBatchReader:
    if table == "products":
        return product_rows(brand)
    first = CHUNKED[table](brand, 1, 11)

    def batches() -> Iterator[pa.RecordBatch]:
        for start, end in brand.chunks():
            yield from CHUNKED[table](brand, start, end).to_batches()

    return pa.RecordBatchReader.from_batches(first.schema, batches())


def _write_for_peers(home: Home, brand: Brand) -> None:
    """Peers read the very same Parquet files, listed here, and need not open Delta or the database."""
    from siyu.accounts.models import Workspace
    from siyu.engine.lake import Lake

    lake = Lake(Workspace.objects.get(slug="bench").lake_path)
    with lake.snapshot() as snapshot:
        files = {table: [str(file.path) for file in snapshot.pinned(table).files] for table in TABLES}
        versions = {table: snapshot.pinned(table).version for table in TABLES}
    home.files.write_text(json.dumps({"files": files, "versions": versions}, indent=1))
    pq.write_table(merges(brand), home.folder / "identity.parquet")
    for kind, share in KINDS.items():
        pq.write_table(pa.table({"source_id": with_identifier(brand, kind, share)}), home.folder / f"{kind}.parquet")
    pq.write_table(pa.table({"source_id": withdrawn(brand)}), home.folder / "withdrawn.parquet")


if __name__ == "__main__":
    # One size a process: Django knows one instance only.
    generate(Home(Path("bench-data"), int(sys.argv[1])))
