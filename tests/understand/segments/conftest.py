"""Documents of segments, and saving them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.understand.segments.changing import create_segment
from siyu.understand.segments.evaluating import evaluate_segments
from siyu.understand.segments.models import Segment

BOUGHT_CAKE = {"did": "ordered", "where": {"product.id": "cake"}}


def document(name: str, rule: Any, **fields: Any) -> dict[str, Any]:
    """Return a segment document."""
    return {"kind": "segment", "name": name, "label": {"zh-CN": f"分群{name}", "en": name}, "rule": rule, **fields}


Save = Callable[..., Segment]


@pytest.fixture
def save(shop: Workspace) -> Save:
    """Create a segment and evaluate it: `save("cake", {...}, refresh="frozen")`."""

    def create(name: str, rule: Any = BOUGHT_CAKE, **fields: Any) -> Segment:
        segment = create_segment(command_line(shop), document(name, rule, **fields))
        evaluate_segments(shop, [segment])
        segment.refresh_from_db()
        return segment

    return create
