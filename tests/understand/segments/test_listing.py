"""Segments are found by words and listed in any order, page by page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from siyu.accounts.models import User, Workspace
from siyu.understand.segments.models import Segment
from tests.conftest import MakeClient

PATH = "/workspaces/shop/segments"


@pytest.fixture
def segments(workspace: Workspace) -> None:
    for name, label, size in (("b", "Bakers", 3), ("a", "Apple eaters", None), ("c", "喝茶的人", 9)):
        Segment.objects.create(
            workspace=workspace, name=name, label={"zh-CN": label, "en": label}, refresh="nightly", document={},
            updated_at=datetime.now(UTC), updated_by="test", size=size, base=10,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["a", "b", "c"]),
        ("sort=-name", ["c", "b", "a"]),
        ("sort=size", ["b", "c", "a"]),
        ("sort=-size", ["c", "b", "a"]),
        ("sort=updated_at", ["b", "a", "c"]),
        ("search=BAKE", ["b"]),
        ("search=喝茶", ["c"]),
    ],
    ids=["name", "name down", "size", "size down", "changed", "english", "chinese"],
)
def test_they_come_in_the_order_asked_for(
    segments: None, dora: User, api: MakeClient, query: str, names: list[str]
) -> None:
    told = api(dora).get(f"{PATH}?{query}").json()
    assert ([one["name"] for one in told["items"]], told["total"]) == (names, len(names))


def test_pages_follow_the_order(segments: None, dora: User, api: MakeClient) -> None:
    first = api(dora).get(f"{PATH}?sort=-size&limit=2").json()
    second = api(dora).get(f"{PATH}?sort=-size&limit=2&cursor={first['next']}").json()
    assert [[one["name"] for one in page["items"]] for page in (first, second)] == [["c", "b"], ["a"]]
    assert second["next"] is None


def test_an_unknown_order_is_refused(dora: User, api: MakeClient) -> None:
    assert api(dora).get(f"{PATH}?sort=secret").status_code == 422
