"""The catalogue learns what events look like, and counts what departs from what was agreed."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.accounts.models import AuditEntry, User, Workspace
from siyu.connect.events import learning
from siyu.connect.events.models import Departure, EventType
from siyu.unify.members.merge import merge_members
from tests.conftest import MakeClient
from tests.connect.collecting import Collect, load_all

PATH = "/workspaces/shop/event-types"


@pytest.fixture
def send(collect: Collect, workspace: Workspace):
    def send(*properties: dict[str, Any], name: str = "Tasted") -> None:
        batch = [{"type": "track", "userId": "u", "event": name, "properties": one} for one in properties]
        collect("/v1/batch", {"batch": batch})
        load_all(workspace)

    return send


def test_it_learns_types_of_properties_and_counts(send, bob: User, api: MakeClient) -> None:
    send({"kind": "milk", "stars": 5}, {"kind": "tea", "stars": "five", "new": True}, {"kind": None})
    send({"kind": "milk"})
    (shown,) = api(bob).get(PATH).json()["items"]
    assert (shown["name"], shown["count"], shown["properties"], shown["is_standard"]) == ("Tasted", 4, 3, False)
    told = api(bob).get(f"{PATH}/Tasted").json()
    assert {one["name"]: one["types"] for one in told["schema"]} == {
        "kind": {"text": 3, "null": 1}, "stars": {"number": 1, "text": 1}, "new": {"flag": 1},
    }  # fmt: skip
    assert told["learnt"]["kind"] == "text"
    assert told["first_seen_at"] <= told["last_seen_at"]


def test_what_was_agreed_is_compared_from_then_on(send, bob: User, api: MakeClient) -> None:
    send({"kind": "milk", "odd": 1})
    answered = api(bob).patch(f"{PATH}/Tasted", {"agreed": {"kind": "text", "stars": "number", "more": "any"}})
    assert answered.status_code == 200
    send({"kind": "milk", "stars": "5", "odd": 1, "more": []}, {"kind": "milk", "stars": 4}, {"kind": None})
    told = api(bob).get(f"{PATH}/Tasted").json()
    assert {(one["property"], one["kind"], one["found"], one["count"]) for one in told["departed"]} == {
        ("stars", "type", "text", 1), ("odd", "unknown", "number", 1),
    }  # fmt: skip
    assert api(bob).get(PATH).json()["items"][0]["departures"] == 2
    assert AuditEntry.objects.get(action="event_type.changed").change == {"agreed": ["kind", "more", "stars"]}


def test_every_event_of_an_agreed_type_is_looked_at(send, bob: User, api: MakeClient) -> None:
    send({"kind": "x"})
    api(bob).patch(f"{PATH}/Tasted", {"agreed": {}})
    send(*[{"kind": "x"}] * 250)
    assert Departure.objects.get().count == 250


def test_agreeing_to_nothing_any_more_forgets_the_departures(send, bob: User, api: MakeClient) -> None:
    send({"kind": "x"})
    api(bob).patch(f"{PATH}/Tasted", {"agreed": {}})
    send({"kind": "x"})
    told = api(bob).patch(f"{PATH}/Tasted", {"agreed": None, "about": "a bite"}).json()
    assert (told["agreed"], told["departed"], told["about"]) == (None, [], "a bite")


@pytest.mark.parametrize(
    ("change", "where"),
    [({"agreed": {"kind": "words"}}, "agreed.kind"), ({"agreed": {f"p{n}": "text" for n in range(301)}}, "agreed")],
)
def test_an_impossible_agreement_is_refused(send, bob: User, api: MakeClient, change: dict, where: str) -> None:
    send({"kind": "x"})
    answered = api(bob).patch(f"{PATH}/Tasted", change)
    assert (answered.status_code, answered.json()["error"]["where"]) == (422, where)


def test_only_who_may_edit_changes_it(send, dora: User, charlie: User, api: MakeClient) -> None:
    send({"kind": "x"})
    assert api(dora).get(f"{PATH}/Tasted").status_code == 200
    assert api(dora).patch(f"{PATH}/Tasted", {"about": "x"}).status_code == 403
    assert api(charlie).get("/workspaces/elsewhere/event-types/Tasted").status_code == 404


def test_a_flood_of_names_does_not_flood_the_catalogue(send, workspace: Workspace, monkeypatch) -> None:
    monkeypatch.setattr(learning, "MOST_TYPES", 3)
    for number in range(5):
        send({"a": 1}, name=f"Name {number}")
    assert EventType.objects.filter(workspace=workspace).count() == 3


def test_the_newest_events_are_shown_live(send, bob: User, api: MakeClient) -> None:
    send({"kind": "milk", "note": "at my door"})
    first = api(bob).get("/workspaces/shop/events").json()
    assert [one["properties"] for one in first["items"]] == [{"kind": "milk"}]
    assert api(bob).get(f"/workspaces/shop/events?after={first['load']}").json()["items"] == []
    send({"kind": "tea"}, name="Product Viewed")
    later = api(bob).get(f"/workspaces/shop/events?after={first['load']}").json()
    assert [(one["type"], one["label"]["en"]) for one in later["items"]] == [("viewed", "Viewed")]
    assert api(bob).get("/workspaces/shop/events?type=Tasted").json()["items"][0]["type"] == "Tasted"


def test_personal_properties_of_an_event_are_said_to_be_sealed(send, bob: User, api: MakeClient) -> None:
    send({"kind": "milk", "phone": "13912345678"}, {"kind": "tea"})
    told = api(bob).get("/workspaces/shop/events").json()["items"]
    assert {one["properties"]["kind"]: one["is_sealed"] for one in told} == {"milk": True, "tea": False}
    assert "13912345678" not in str(told)


def test_the_events_of_one_member_are_followed_through_a_merge(
    collect: Collect, workspace: Workspace, bob: User, api: MakeClient
) -> None:
    collect("/v1/track", {"userId": "one", "event": "Tasted"})
    collect("/v1/track", {"userId": "two", "event": "Tasted"})
    load_all(workspace)
    first, second = sorted(one["member_id"] for one in api(bob).get("/workspaces/shop/events").json()["items"])
    shown = api(bob).get(f"/workspaces/shop/events?member={second}").json()["items"]
    assert [one["member_id"] for one in shown] == [second]
    merge_members(workspace, second, first, because="test", by="test")
    assert len(api(bob).get(f"/workspaces/shop/events?member={first}").json()["items"]) == 2
    assert api(bob).get(f"/workspaces/shop/events?member={second}").json()["items"] == []


def test_types_are_searched_narrowed_sorted_and_paged(send, bob: User, api: MakeClient) -> None:
    send({"kind": "x"}, {"kind": "y"})
    send({}, name="Product Viewed")
    send({}, name="Smelt/felt")

    def names(query: str) -> list[str]:
        return [one["name"] for one in api(bob).get(f"{PATH}?{query}").json()["items"]]

    assert names("search=浏览") == ["viewed"]
    assert names("search=TAST") == ["Tasted"]
    assert names("only=standard") == ["viewed"]
    assert names("only=own&sort=name") == ["Smelt/felt", "Tasted"]
    assert names("sort=-count&limit=1") == ["Tasted"]
    page = api(bob).get(f"{PATH}?sort=name&limit=2").json()
    assert (page["total"], names(f"sort=name&limit=2&cursor={page['next']}")) == (3, ["viewed"])
    api(bob).patch(f"{PATH}/Tasted", {"agreed": {}})
    send({"kind": "x"})
    assert (names("only=agreed"), names("only=departing")) == (["Tasted"], ["Tasted"])
    assert api(bob).get(f"{PATH}/Smelt/felt").json()["name"] == "Smelt/felt"


@pytest.mark.parametrize("query", ["sort=secret", "only=none"])
def test_an_unknown_order_or_filter_is_refused(bob: User, api: MakeClient, query: str) -> None:
    assert api(bob).get(f"{PATH}?{query}").status_code == 422
