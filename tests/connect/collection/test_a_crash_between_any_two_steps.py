"""A load of the inbox that dies between any two steps is finished by the next one: nothing lost, nothing doubled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from siyu.accounts.models import Workspace
from siyu.connect.collection.loading import load_inbox
from siyu.connect.events.models import EventType
from siyu.connect.inbox.models import DeadLetter, Received
from siyu.unify.members.models import Member
from tests.connect.collecting import Collect, load_all, rows

MESSAGES = [
    {"type": "track", "userId": "u1", "event": "Product Viewed", "messageId": "m1", "properties": {"note": "call me"}},
    {"type": "track", "userId": "u2", "event": "Order Completed", "messageId": "m2",
     "properties": {"order_id": "o1", "products": [{"sku": "1", "price": 5, "quantity": 2}]}},
    {"type": "identify", "userId": "u1", "messageId": "m3", "traits": {"plan": "gold"}},
    {"type": "track", "event": "E", "messageId": "m4"},
]  # fmt: skip
INCREMENT = b"eyJ0eXBlIjoicHJvZmlsZV9pbmNyZW1lbnQiLCJkaXN0aW5jdF9pZCI6ImQxIiwidGltZSI6MTUwMDAwMDAwMDAwMCwicHJvcGVydGllcyI6eyJ2aXNpdHMiOjF9fQ=="
STEPS = [
    "begun", "letters kept", "prepared", "written", "frozen", "appended events", "appended order_lines",
    "appended orders", "appended", "done", "removed", "profiles changed", "learnt", "followed", "finished",
]  # fmt: skip


class Crash(BaseException):
    """Stands for kill -9: nothing in the code may catch it."""


def crash_after(step: str) -> Callable[[str], None]:
    def hook(done: str) -> None:
        if done == step:
            raise Crash

    return hook


def everything(workspace: Workspace) -> dict[str, Any]:
    return {
        "events": rows(workspace, "events", "type", "source_id"),
        "lines": rows(workspace, "order_lines", "key", "sales_minor"),
        "orders": rows(workspace, "orders", "key", "sales_minor", "revision"),
        "letters": list(DeadLetter.objects.values_list("code", "place")),
        "attributes": sorted(Member.objects.values_list("attributes", flat=True), key=str),
        "catalogue": sorted(EventType.objects.values_list("name", "count")),
        "waiting": Received.objects.filter(loaded_at=None).count(),
    }


EXPECTED = {
    "events": [("viewed", 1)],
    "lines": [("o1|1", 1000)],
    "orders": [("o1", 1000, 0)],
    "letters": [("event.nobody", 3)],
    "attributes": sorted([{"plan": "gold"}, {}, {"visits": "1"}], key=str),
    "catalogue": [("ordered", 1), ("viewed", 1)],
    "waiting": 0,
}


@pytest.fixture
def sent(collect: Collect, workspace: Workspace, write_key: str) -> Workspace:
    collect("/v1/batch", {"batch": MESSAGES})
    collect(f"/sa?token={write_key}", b"data=" + INCREMENT, key=None)
    return workspace


def test_the_steps_are_those_there_are(sent: Workspace) -> None:
    done: list[str] = []
    load_inbox(sent, hook=done.append)
    assert done == STEPS
    assert everything(sent) == EXPECTED


@pytest.mark.parametrize("step", STEPS)
def test_it_is_finished_by_the_next_one(sent: Workspace, collect: Collect, step: str) -> None:
    with pytest.raises(Crash):
        load_inbox(sent, hook=crash_after(step))
    load_all(sent)
    assert everything(sent) == EXPECTED


@pytest.mark.parametrize("step", ["begun", "letters kept", "written", "frozen", "appended", "profiles changed"])
def test_what_came_in_meanwhile_is_loaded_after_it(sent: Workspace, collect: Collect, step: str) -> None:
    with pytest.raises(Crash):
        load_inbox(sent, hook=crash_after(step))
    collect("/v1/batch", {"batch": MESSAGES})
    load_all(sent)
    found = everything(sent)
    assert found["events"] == EXPECTED["events"], "the same messages again are repeats"
    assert found["attributes"] == EXPECTED["attributes"]


def test_two_crashes_in_one_batch(sent: Workspace) -> None:
    for step in ("written", "frozen", "appended", "profiles changed"):
        with pytest.raises(Crash):
            load_inbox(sent, hook=crash_after(step))
    load_all(sent)
    assert everything(sent) == EXPECTED
