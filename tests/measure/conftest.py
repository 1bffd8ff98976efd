"""The small shop, open."""

from __future__ import annotations

import pytest

from siyu.accounts.models import Workspace
from tests.small_shop import open_shop


@pytest.fixture
def shop(workspace: Workspace) -> Workspace:
    return open_shop(workspace)
