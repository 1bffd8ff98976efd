"""A DuckDB connection as a search opens one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from siyu.engine.connection import connect, disconnect


@pytest.fixture(scope="module")
def duck() -> Iterator[Any]:
    backend, spill = connect("1GB")
    yield backend.con
    disconnect(backend, spill)
