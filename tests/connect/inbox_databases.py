"""Gives the tests below a folder access to the inbox's database too."""

from __future__ import annotations

from pathlib import Path

import pytest


def open_inbox(folder: Path, items: list[pytest.Item]) -> None:
    """Mark the tests of a folder; one that has a mark of its own keeps it."""
    for item in items:
        if folder in item.path.parents and item.get_closest_marker("django_db") is None:
            item.add_marker(pytest.mark.django_db(databases="__all__"))
