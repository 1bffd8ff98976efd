"""Live segments and tags of the shop, small loads, and what a naive adding up of the log gives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pyarrow as pa
import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.connect.loads.loading import load_batch
from siyu.lib import bitmaps
from siyu.understand.segments.changing import create_segment
from siyu.understand.segments.models import Segment, SegmentChange, SegmentMembership
from siyu.understand.tags.changing import create_tag
from siyu.understand.tags.models import Tag
from siyu.understand.tags.reading import kept_of
from tests.understand.segments.conftest import document
from tests.understand.tags.conftest import document as tag_document

Live = Callable[..., Segment]


@pytest.fixture
def live(shop: Workspace) -> Live:
    """Create a live segment: `live("cake", {"did": "viewed"})`; it has members after the next round."""

    def create(name: str, rule: Any, **fields: Any) -> Segment:
        return create_segment(command_line(shop), document(name, rule, **({"refresh": "live"} | fields)))

    return create


def live_tag(shop: Workspace, name: str, **fields: Any) -> Tag:
    """Create a live tag; it has members after the next round."""
    return create_tag(command_line(shop), tag_document(name, type="live", **fields))


def members(name: str) -> list[int]:
    """Return the members of a segment exactly as they are kept."""
    rows = SegmentMembership.objects.filter(segment__name=name).values_list("chunk", "bits")
    return sorted(bitmaps.from_chunks(dict(rows)))


def tagged(name: str) -> dict[str, list[int]]:
    """Return the members of each value of a tag exactly as they are kept."""
    return {value: sorted(found) for value, found in kept_of(Tag.objects.get(name=name)).items() if found}


def added_up(name: str) -> list[int]:
    """Return who is in a segment by its log alone; nobody comes in twice or leaves without being in."""
    held: set[int] = set()
    for row in SegmentChange.objects.filter(segment__name=name).order_by("pk"):
        entered, left = (set(bitmaps.from_chunks({0: bits})) for bits in (row.entered, row.left))
        assert not entered & held
        assert left <= held
        assert (len(entered), len(left)) == (row.ins, row.outs)
        held = (held | entered) - left
    return sorted(held)


def view(shop: Workspace, member: int, at: datetime, product: str = "cake", key: str = "") -> None:
    """Let a member look at a product."""
    event = {
        "key": key or f"{member}@{at}",
        "source_id": member,
        "type": "viewed",
        "product_key": product,
        "occurred_at": at,
    }
    load_batch(shop, {"events": pa.Table.from_pylist([event])})
