"""Importing 1.5 million order lines from a CSV file into an empty workspace: checked, identified, loaded durably."""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as csv

from bench.brand import CURRENCY, LINES_A_MEMBER, Brand, baskets
from bench.cases import Case
from bench.home import Home

LINES = 1_500_000
PEOPLE = 25_000
"""New to the workspace, with sixty lines each: a year of a retailer's card holders."""
MAPPING = {
    "kind": "mapping",
    "version": 1,
    "imports": "order_lines",
    "zone": "UTC",
    "currency": CURRENCY,
    "columns": {
        name: {"from": name}
        for name in (
            "order_key",
            "line_key",
            "occurred_at",
            "product_key",
            "quantity",
            "sales",
            "discount",
            "store_key",
        )
    },
    "identifiers": [{"kind": "card", "from": "card"}],
}
_numbers = count(1)


def write_file(home: Home) -> None:
    """Write the file unless it is there."""
    path = _path(home)
    if path.exists():
        return
    members = min(home.members, LINES // LINES_A_MEMBER)
    drawn = baskets(Brand(members), 1, members + 1)
    order = drawn.line_order
    person = drawn.member[order] % PEOPLE + 1
    rows = pa.table(
        {
            "order_key": drawn.order[order],
            "line_key": np.arange(len(order)),
            "card": pc.binary_join_element_wise("card-", pc.cast(pa.array(person), pa.string()), ""),
            "occurred_at": pc.strftime(
                pa.array(drawn.second[order] * 1_000_000, pa.timestamp("us")), "%Y-%m-%d %H:%M:%S"
            ),
            "product_key": drawn.product,
            "quantity": drawn.quantity,
            "sales": drawn.sales / 100,
            "discount": drawn.discount / 100,
            "store_key": drawn.store[order],
        }
    )
    csv.write_csv(rows, path)


def siyu(home: Home) -> pa.Table:
    """Import the file into a workspace of its own and say what came of it."""
    import os

    from siyu.accounts.models import Workspace
    from siyu.cli.importing import import_file

    slug = f"import-{os.getpid()}-{next(_numbers)}"
    workspace = Workspace.objects.create(slug=slug, name=slug, currency=CURRENCY, zone="Asia/Shanghai")
    done = import_file(workspace, "order_lines", _path(home), MAPPING)
    return pa.table({"read": [done.rows_read], "loaded": [done.loaded], "quarantined": [done.quarantined],
                     "sales": [_sales(workspace)]})  # fmt: skip


def _sales(workspace: object) -> int:
    """Return the sales in the lake, and remove the lake: the next import starts with an empty one."""
    from siyu.connect.loads.reading import open_snapshot

    with open_snapshot(workspace) as snapshot:  # type: ignore[arg-type]
        total = int(snapshot.to_arrow(snapshot.facts("order_lines").sales_minor.sum().name("sales")).as_py())
    shutil.rmtree(workspace.lake_path)  # type: ignore[attr-defined]
    return total


def _path(home: Home) -> Path:
    return home.folder / "lines.csv"


CASE = Case(
    "importing",
    "Import of 1.5 M order lines from CSV",
    (),
    {"siyu": siyu},
    "≥ 100,000 lines/s",
    prepare={"siyu": write_file},
)
