"""A lake of its own for every test, and orders made of the few values a test cares about."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from siyu.engine.lake import Lake
from siyu.engine.schema import TABLES

MakeOrders = Callable[..., pa.Table]


@pytest.fixture(scope="session")
def empty_lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "lake"
    Lake(path).ensure()
    return path


@pytest.fixture
def lake(tmp_path: Path, empty_lake: Path) -> Lake:
    return Lake(Path(shutil.copytree(empty_lake, tmp_path / "lake")))


@pytest.fixture(scope="session")
def orders() -> MakeOrders:
    return make_orders


def make_orders(keys: list[str], *, on: date = date(2017, 1, 15), load_no: int = 1, **given: Any) -> pa.Table:
    """Return one order a key; a column given as a list differs by row, as a value it is the same in all."""
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    values: dict[str, Any] = {
        "key": keys,
        "revision": 0,
        "digest": 0,
        "occurred_at": at,
        "received_at": at + timedelta(days=1),
        "occurred_on": on,
        "load_no": load_no,
        "source_id": 1,
        **given,
    }
    schema = TABLES["orders"].schema
    columns = {
        name: value if isinstance(value, list) else [value] * len(keys)
        for name, value in ((name, values.get(name)) for name in schema.names)
    }
    return pa.table(columns, schema=schema)
