"""Unmodified SDKs talk to a running server: packed, with their own retries, through a restart; every event arrives once."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from .sdks import COUNT, SDKS
from .server import Server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory):
    made = Server(tmp_path_factory.mktemp("sdks"))
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def failures(server: Server) -> dict[str, list[object]]:
    """All SDKs send at the same time, and in the middle of it the server is stopped and started again."""
    key = server.write_key()
    with ThreadPoolExecutor(len(SDKS)) as pool:
        sending = {name: pool.submit(send, server.address, key, name) for name, send in SDKS.items()}
        time.sleep(1)
        server.stop()
        time.sleep(0.5)
        server.start()
        told = {name: one.result(timeout=300) for name, one in sending.items()}
    server.wait_until_loaded()
    return told


@pytest.mark.parametrize("name", list(SDKS))
def test_every_event_of_the_sdk_arrives_once(server: Server, failures: dict[str, list[object]], name: str) -> None:
    assert failures[name] == []
    tag = "json_extract_string(properties, '$.tag')"
    found = server.rows(f"select {tag} as tag from events where {tag} like '{name}-%'")
    assert sorted(str(row["tag"]) for row in found) == sorted(f"{name}-{number}" for number in range(COUNT))


def test_nothing_became_a_dead_letter(server: Server, failures: dict[str, list[object]]) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(Path(server.home) / "inbox.sqlite3", timeout=20)) as inbox:
        assert inbox.execute("SELECT code, name FROM connect_inbox_deadletter").fetchall() == []
