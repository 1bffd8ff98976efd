"""The tests here touch the inbox, which may lie in a database of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.connect.collecting import Collect, CollectingClient, committing_here, write_key
from tests.connect.inbox_databases import open_inbox

__all__ = ["committing_here", "write_key"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    open_inbox(Path(__file__).parent, items)


@pytest.fixture
def collect(committing_here: None, write_key: str) -> Collect:
    """Send something to the collection: `collect("/v1/track", {…})`."""
    return CollectingClient(write_key)
