"""One suite for every engine: tests ask for `engine`, gaps are marked `notimpl(engine, reason)` and fail when they close."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from siyu.engine.lake import Lake
from siyu.engine.snapshot import Snapshot
from tests.engine.conftest import empty_lake, lake, orders  # noqa: F401 - the fixtures of the lake, for this folder too

Engine = Callable[..., Snapshot]

ENGINES: dict[str, Engine] = {
    "duckdb": Lake.snapshot,
}
"""Name and how a lake is opened on it, called as `engine(lake, done)`. A further engine is one line here."""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "notimpl(engine, reason): the engine can not do this yet; fails when it can")


@pytest.fixture(params=list(ENGINES))
def engine(request: pytest.FixtureRequest) -> Engine:
    return ENGINES[request.param]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for mark in item.iter_markers("notimpl"):
            name, reason = mark.args
            if name not in ENGINES:
                raise pytest.UsageError(f"{item.nodeid}: notimpl names an unknown engine, {name}")
            if getattr(item, "callspec", None) and item.callspec.params.get("engine") == name:
                item.add_marker(pytest.mark.xfail(reason=reason, strict=True))
