"""Files with a few rows, imported in one call; one process, real transactions, as the loader needs them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from siyu.accounts.models import Workspace
from siyu.connect.imports.handing_over import note_file, order_import
from siyu.connect.imports.models import Import
from siyu.connect.imports.running import run_import
from siyu.connect.loads.reading import open_snapshot

LINES: dict[str, Any] = {
    "imports": "order_lines",
    "columns": {
        "order_key": {"from": "order"},
        "occurred_at": {"from": "at"},
        "product_key": {"from": "product"},
        "quantity": {"from": "quantity"},
        "sales": {"from": "sales"},
    },
    "identifiers": [{"kind": "household", "from": "household"}],
}
HEADER = "order,at,product,quantity,sales,household"

RunFile = Callable[..., Import]
Facts = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def run_csv(workspace: Workspace, tmp_path: Path) -> RunFile:
    """Import text as a CSV file: `run_csv(HEADER, "o1,2017-03-01 10:00,p1,1,2.50,7")`."""

    def run(*lines: str, mapping: dict[str, Any] = LINES, encoding: str = "utf-8", **options: Any) -> Import:
        path = tmp_path / f"file-{Import.objects.count()}.csv"
        path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
        return import_path(workspace, path, mapping, **options)

    return run


@pytest.fixture
def run_table(workspace: Workspace, tmp_path: Path) -> RunFile:
    """Import columns as a Parquet file."""

    def run(columns: dict[str, Any], mapping: dict[str, Any] = LINES, **options: Any) -> Import:
        path = tmp_path / f"file-{Import.objects.count()}.parquet"
        pq.write_table(pa.table(columns), path)
        return import_path(workspace, path, mapping, **options)

    return run


@pytest.fixture
def facts(workspace: Workspace) -> Facts:
    """Read a lake table's current facts, ordered by key: `facts("orders", "key", "sales_minor")`."""

    def read(table: str, *columns: str) -> list[dict[str, Any]]:
        with open_snapshot(workspace) as snapshot:
            found = snapshot.facts(table).order_by("key")
            rows: list[dict[str, Any]] = snapshot.to_arrow(found.select(*columns) if columns else found).to_pylist()
            return rows

    return read


def import_path(
    workspace: Workspace, path: Path, mapping: dict[str, Any], *, dry_run: bool = False, **options: Any
) -> Import:
    """Hand a file over and run it to its end."""
    upload, _ = note_file(workspace, path, by="alice", encoding=options.pop("named", None))
    return run_import(order_import(upload, mapping, by="alice", dry_run=dry_run).pk, **options)


def counts(run: Import) -> tuple[int, int, int, int]:
    """Return read, loaded, repeated, quarantined; says aloud when the import did not get to its end."""
    assert run.state == Import.DONE, run.error
    assert run.rows_read == run.loaded + run.repeated + run.quarantined
    return run.rows_read, run.loaded, run.repeated, run.quarantined
