"""Contact codes on the sandbox's WeCom; the inbox may lie in a database of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.connect.callbacks.platform import platform
from tests.connect.collecting import committing_here
from tests.connect.inbox_databases import open_inbox
from tests.played_wecom import played
from tests.sandboxes import sandbox

__all__ = ["committing_here", "platform", "played", "sandbox"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    open_inbox(Path(__file__).parent, items)
