"""One suite for every engine: tests ask for `engine`, gaps are marked `notimpl(engine, reason)` and fail when they close."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from siyu.engine.lake import Lake
from siyu.engine.snapshot import Snapshot
from tests.engine.conftest import empty_lake, lake, orders  # noqa: F401 - the fixtures of the lake, for this folder too
from tests.spark import quick_spark  # noqa: F401 - what Spark is asked for

Engine = Callable[..., Snapshot]

ENGINES: dict[str, str] = {
    "duckdb": "duckdb",
    "spark": "spark://local[2]",
}
"""Name and what `SIYU_ENGINE` calls it. A further engine is one line here."""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "notimpl(engine, reason): the engine can not do this yet; fails when it can")


# PySpark leaves it to Python to close the sockets it gets answers through.
MARKS = {
    "spark": (
        pytest.mark.slow,
        pytest.mark.xdist_group("spark"),
        pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
    )
}


@pytest.fixture(params=[pytest.param(name, marks=MARKS.get(name, ())) for name in ENGINES])
def engine_name(request: pytest.FixtureRequest) -> str:
    """What `SIYU_ENGINE` calls the engine; Spark's tests all run in one process, so that only one starts Java."""
    if request.param == "spark":
        request.getfixturevalue("quick_spark")
    return ENGINES[request.param]


@pytest.fixture
def engine(engine_name: str) -> Engine:
    """Open a lake on the engine, called as `engine(lake, done)`."""
    return partial(Lake.snapshot, engine=engine_name)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for mark in item.iter_markers("notimpl"):
            name, reason = mark.args
            if name not in ENGINES:
                raise pytest.UsageError(f"{item.nodeid}: notimpl names an unknown engine, {name}")
            if getattr(item, "callspec", None) and item.callspec.params.get("engine_name") == name:
                item.add_marker(pytest.mark.xfail(reason=reason, strict=True))
