"""A channel that leads to a served sandbox, and the inbox its findings go through."""

from __future__ import annotations

from pathlib import Path

import pytest

from siyu.platforms import calling
from tests.connect.collecting import committing_here
from tests.connect.inbox_databases import open_inbox
from tests.platforms.conftest import wecom
from tests.sandboxes import sandbox

__all__ = ["committing_here", "sandbox", "wecom"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    open_inbox(Path(__file__).parent, items)


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch, committing_here: None) -> None:
    monkeypatch.setattr(calling, "PAUSE", 0.001)
