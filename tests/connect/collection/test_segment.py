"""Segment's calls become events, profiles and links between identifiers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from siyu.accounts.models import Workspace
from siyu.unify.members.identity import canonical_of
from siyu.unify.members.models import Identifier, Member
from tests.connect.collecting import Collect, load_all, rows


@pytest.fixture
def workspace(workspace: Workspace) -> Workspace:
    """The shop with a clock that goes."""
    workspace.clock_stands_at = None
    workspace.save()
    return workspace


def events(workspace: Workspace, *columns: str) -> list[tuple]:
    load_all(workspace)
    return rows(workspace, "events", *columns)


def test_a_track_becomes_an_event_under_its_standard_name(collect: Collect, workspace: Workspace) -> None:
    properties = {"product_id": 42, "store_id": "s1", "coupon": "c", "order_id": "o", "value": 12.8, "position": 3}
    body = {"userId": "u1", "event": "Product Viewed", "messageId": "m1", "channel": "web", "properties": properties}
    assert collect("/v1/track", body).json() == {"success": True}
    columns = ("type", "product_key", "store_key", "coupon_key", "order_key", "value_minor", "channel", "properties")
    ((*shown, told),) = events(workspace, *columns)
    assert shown == ["viewed", "42", "s1", "c", "o", 1280, "web"]
    assert '"position": 3' in told or '"position":3' in told


@pytest.mark.parametrize(
    ("path", "body", "name"),
    [
        ("/v1/page", {"name": "Home"}, "visited_page"),
        ("/v1/screen", {"name": "Cart"}, "visited_screen"),
        ("/v1/group", {"groupId": "acme", "traits": {"size": "50"}}, "grouped"),
        ("/v1/t", {"event": "Signed Up"}, "joined"),
        ("/v1/p", {}, "visited_page"),
    ],
)
def test_every_call_has_its_event(collect: Collect, workspace: Workspace, path: str, body: dict, name: str) -> None:
    assert collect(path, {"anonymousId": "a1", **body}).status == 200
    assert events(workspace, "type") == [(name,)]


def test_identify_says_who_somebody_is_and_makes_no_event(collect: Collect, workspace: Workspace) -> None:
    traits = {"name": "张三", "phone": "139 1234 5678", "plan": "gold", "age": 30, "vip": True}
    collect("/v1/identify", {"userId": "u1", "anonymousId": "a1", "traits": traits})
    assert events(workspace, "type") == []
    member = Member.objects.get(workspace=workspace, name="张三")
    assert (member.member_id, member.attributes) == (1, {"plan": "gold", "age": "30", "vip": "true"})
    known = set(Identifier.objects.filter(workspace=workspace).values_list("kind", "value"))
    assert known == {("member_no", "u1"), ("device", "a1"), ("phone", "+8613912345678")}


def test_traits_and_external_ids_of_the_context_identify_too(collect: Collect, workspace: Workspace) -> None:
    context = {"traits": {"email": "A@Shop.example"}, "externalIds": [{"type": "unionid", "id": "x1"}]}
    collect("/v1/track", {"userId": "u1", "event": "E", "context": context})
    load_all(workspace)
    known = set(Identifier.objects.filter(workspace=workspace).values_list("kind", "value"))
    assert known == {("member_no", "u1"), ("email", "a@shop.example"), ("unionid", "x1")}


def test_a_wrong_phone_among_the_traits_does_not_cost_the_event(collect: Collect, workspace: Workspace) -> None:
    collect("/v1/track", {"userId": "u1", "event": "E", "context": {"traits": {"phone": "none"}}})
    assert events(workspace, "type") == [("E",)]


def test_alias_makes_the_visitor_before_known(collect: Collect, workspace: Workspace) -> None:
    collect("/v1/alias", {"userId": "u1", "previousId": "a9"})
    load_all(workspace)
    owners = set(Identifier.objects.filter(workspace=workspace).values_list("kind", "source_id"))
    assert owners == {("member_no", 1), ("device", 2)}
    assert canonical_of(workspace, 2) == 1


def test_a_batch_holds_calls_of_all_kinds(collect: Collect, workspace: Workspace) -> None:
    batch = [
        {"type": "track", "userId": "u1", "event": "A"},
        {"type": "identify", "userId": "u1", "traits": {"plan": "x"}},
        {"type": "page", "userId": "u2", "name": "Home"},
    ]
    assert collect("/v1/batch", {"batch": batch}).status == 200
    assert events(workspace, "type") == [("A",), ("visited_page",)]
    assert Member.objects.filter(workspace=workspace).count() == 2


@pytest.mark.parametrize("place", ["body", "query", "bearer"])
def test_the_write_key_is_found_wherever_it_stands(collect: Collect, write_key: str, place: str) -> None:
    event = {"userId": "u", "event": "E"}
    if place == "body":
        answered = collect("/v1/t", {**event, "writeKey": write_key}, key=None)
    elif place == "query":
        answered = collect(f"/v1/t?writeKey={write_key}", event, key=None)
    else:
        answered = collect("/v1/t", event, key=None, authorization=f"Bearer {write_key}")
    assert answered.status == 200


def test_a_wrong_clock_of_the_client_is_corrected(collect: Collect, workspace: Workspace) -> None:
    now = datetime.now(UTC)
    wrong = now - timedelta(days=400)
    event = {"userId": "u", "event": "E", "timestamp": (wrong - timedelta(hours=2)).isoformat()}
    collect("/v1/batch", {"batch": [{"type": "track", **event}], "sentAt": wrong.isoformat()})
    ((at,),) = events(workspace, "occurred_at")
    assert abs(at - (now - timedelta(hours=2))) < timedelta(minutes=5)


def test_an_event_without_a_time_happened_when_it_came_in(collect: Collect, workspace: Workspace) -> None:
    collect("/v1/track", {"userId": "u", "event": "E"})
    ((at, received),) = events(workspace, "occurred_at", "received_at")
    assert abs(at - received) < timedelta(minutes=1)


def test_a_time_a_little_ahead_is_when_it_came_in(collect: Collect, workspace: Workspace) -> None:
    now = datetime.now(UTC)
    ahead = (now + timedelta(hours=3)).isoformat()
    collect("/v1/track", {"userId": "u", "event": "E", "timestamp": ahead})
    ((at,),) = events(workspace, "occurred_at")
    assert at < now + timedelta(minutes=10)


def test_the_project_of_a_browser_sdk_is_there(collect: Collect, write_key: str) -> None:
    answered = collect(f"/v1/projects/{write_key}/settings", method="GET", key=None)
    assert answered.json()["integrations"]["Segment.io"]["apiKey"] == write_key
    assert collect("/v1/projects/nothing/settings", method="GET", key=None).status == 401


def test_other_addresses_are_not_its_business(collect: Collect) -> None:
    assert collect("/v1/nothing", {}).body == b"elsewhere"
