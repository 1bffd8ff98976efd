"""The shop's segment of five that bought cake, exported."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from siyu.accounts.access import Access, command_line
from siyu.accounts.models import Role, User, Workspace
from siyu.understand.exports.managing import Wanted, make_export
from siyu.understand.exports.models import SegmentExport
from tests.understand.segments.conftest import Save, save

__all__ = ["Save", "save"]

Export = Callable[..., SegmentExport]


def wanted(**changes: Any) -> Wanted:
    """Return what a daily masked export at eight is, with changes."""
    return Wanted(**({"every": "day", "hour": 8, "weekday": None, "content": "masked", "keep_days": 14} | changes))


def access_of(user: User, workspace: Workspace) -> Access:
    """Return what the user may do now."""
    role = Role.objects.get(user=user, workspace=workspace)
    return Access(workspace, user, role.role, role.permissions)


@pytest.fixture
def export(save: Save, shop: Workspace) -> Export:
    """Export the segment of those who bought cake: `export(by=access, content="full")`."""
    save("cake")

    def make(by: Access | None = None, **changes: Any) -> SegmentExport:
        return make_export(by or command_line(shop), "cake", wanted(**changes))

    return make
