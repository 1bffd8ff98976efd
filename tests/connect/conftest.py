"""A workspace of its own for every test, with files and lake below a temporary home."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from siyu.accounts.models import Workspace


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Iterator[Path]:
    settings.SIYU_HOME = tmp_path
    yield tmp_path


@pytest.fixture
def shop(transactional_db: None) -> Workspace:
    return Workspace.objects.create(
        slug="shop",
        name="Shop",
        currency="USD",
        zone="America/New_York",
        clock_stands_at=datetime(2018, 1, 1, 4, 59, 59, tzinfo=UTC),
    )
