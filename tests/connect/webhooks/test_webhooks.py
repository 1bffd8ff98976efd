"""Any JSON becomes facts or members by a mapping document, tried on a sample first."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.accounts.models import AuditEntry, User, Workspace
from siyu.connect.collection.loading import load_inbox
from siyu.connect.inbox.letters import replay
from siyu.connect.inbox.models import DeadLetter, Received
from siyu.connect.webhooks.models import Webhook
from siyu.unify.members.models import Member
from tests.conftest import MakeClient
from tests.connect.collecting import Collect, load_all, rows

PATH = "/workspaces/shop/webhooks"
ORDERS: dict[str, Any] = {
    "kind": "webhook",
    "imports": "order_lines",
    "each": "order.items",
    "when": {"event": ["order.paid", "order.done"]},
    "columns": {
        "order_key": {"from": "$.order.id"},
        "occurred_at": {"from": "$.order.paid_at"},
        "product_key": {"from": "sku"},
        "quantity": {"from": "count"},
        "sales": {"from": "amount"},
        "channel": {"value": "shop"},
    },
    "identifiers": [{"kind": "phone", "from": "$.buyer.phones.0"}],
}
CALL: dict[str, Any] = {
    "event": "order.paid",
    "order": {
        "id": 77,
        "paid_at": "2017-03-01T12:00:00Z",
        "items": [{"sku": "a", "count": 2, "amount": 12.80}, {"sku": "b", "count": 1, "amount": "3.30"}],
    },
    "buyer": {"phones": ["13912345678"]},
}
LINES = [("77|a", "a", 2.0, 1280, 1, "shop"), ("77|b", "b", 1.0, 330, 1, "shop")]
COLUMNS = ("key", "product_key", "quantity", "sales_minor", "source_id", "channel")


@pytest.fixture
def make(bob: User, api: MakeClient):
    def make(document: dict[str, Any], name: str = "shop") -> str:
        answered = api(bob).post(PATH, {"name": name, "document": document})
        assert answered.status_code == 201, answered.content
        return str(answered.json()["address"])

    return make


def test_a_call_becomes_order_lines(make, collect: Collect, workspace: Workspace) -> None:
    assert collect(make(ORDERS), CALL, key=None).json() == {"success": True}
    load_all(workspace)
    assert rows(workspace, "order_lines", *COLUMNS) == LINES
    assert rows(workspace, "orders", "key", "sales_minor") == [("77", 1610)]
    webhook = Webhook.objects.get()
    assert webhook.calls == 1
    assert webhook.called_at is not None


def test_the_same_call_again_changes_nothing(make, collect: Collect, workspace: Workspace) -> None:
    address = make(ORDERS)
    for _ in range(2):
        collect(address, CALL, key=None)
        load_all(workspace)
    assert rows(workspace, "order_lines", *COLUMNS) == LINES


def test_two_calls_about_one_order_in_one_batch_are_one_order(make, collect, workspace: Workspace) -> None:
    address = make(ORDERS)
    later = {**CALL, "order": {**CALL["order"], "items": [{"sku": "a", "count": 3, "amount": 19.2}]}}
    for call in (CALL, CALL, later):
        collect(address, call, key=None)
    load_all(workspace)
    assert rows(workspace, "order_lines", *COLUMNS) == [("77|a", "a", 3.0, 1920, 1, "shop"), LINES[1]]
    assert rows(workspace, "orders", "sales_minor") == [(2250,)]


def test_calls_it_is_not_for_are_left_alone(make, collect: Collect, workspace: Workspace) -> None:
    collect(make(ORDERS), {**CALL, "event": "order.made"}, key=None)
    load_all(workspace)
    assert rows(workspace, "order_lines", "key") == []
    assert not DeadLetter.objects.exists()


def test_rows_with_a_fault_become_letters_and_the_others_are_loaded(make, collect, workspace: Workspace) -> None:
    bad = {"sku": "c", "count": 1, "amount": "twelve"}
    order = {**CALL["order"], "items": [*CALL["order"]["items"], bad]}
    collect(make(ORDERS), {**CALL, "order": order}, key=None)
    load_all(workspace)
    assert rows(workspace, "order_lines", *COLUMNS) == LINES
    letter = DeadLetter.objects.get()
    assert (letter.code, letter.place, letter.reason["where"]) == ("row.not_money", 3, "sales")


def test_a_letter_is_replayed_by_the_mended_document(make, collect, workspace, bob: User, api: MakeClient) -> None:
    wrong = {**ORDERS, "columns": {**ORDERS["columns"], "sales": {"from": "price"}}}
    collect(make(wrong), CALL, key=None)
    load_all(workspace)
    assert {letter.code for letter in DeadLetter.objects.all()} == {"row.missing"}
    number = Webhook.objects.get().pk
    assert api(bob).patch(f"{PATH}/{number}", {"document": ORDERS}).status_code == 200
    replay(list(DeadLetter.objects.all()), by="bob")
    load_all(workspace)
    assert rows(workspace, "order_lines", *COLUMNS) == LINES


def test_members_and_events_come_in_by_webhooks_too(make, collect: Collect, workspace: Workspace) -> None:
    members = {
        "kind": "webhook", "imports": "members", "columns": {"name": {"from": "name"}, "attribute.city": {"from": "at.city"}},
        "identifiers": [{"kind": "phone", "from": "tel"}],
    }  # fmt: skip
    events = {
        "kind": "webhook", "imports": "events",
        "columns": {"type": {"value": "scanned"}, "occurred_at": {"from": "at"}, "event_key": {"from": "id"}},
        "identifiers": [{"kind": "openid", "from": "open"}],
    }  # fmt: skip
    collect(make(members, "members"), {"name": "张三", "tel": "13912345678", "at": {"city": "Wuhan"}}, key=None)
    collect(make(events, "scans"), [{"id": "e1", "at": "2017-03-01", "open": "o1"}], key=None)
    load_all(workspace)
    member = Member.objects.get(name="张三")
    assert member.attributes == {"city": "Wuhan"}
    assert rows(workspace, "events", "key", "type") == [("e1", "scanned")]


def test_messages_and_calls_wait_for_each_other(make, collect: Collect, workspace: Workspace) -> None:
    address = make(ORDERS)
    collect("/v1/track", {"userId": "u", "event": "A"})
    collect(address, CALL, key=None)
    collect("/v1/track", {"userId": "u", "event": "B"})
    assert [load_inbox(workspace) for _ in range(3)] == [2, 1, 0]
    assert len(rows(workspace, "events", "key")) == 2
    assert rows(workspace, "order_lines", *COLUMNS)[0][0] == "77|a"


def test_a_sample_is_tried_without_keeping_anything(bob: User, api: MakeClient, workspace: Workspace) -> None:
    bad = {
        **CALL,
        "order": {**CALL["order"], "items": [{"sku": "c", "count": -1, "amount": 1}, *CALL["order"]["items"]]},
    }
    told = api(bob).post("/workspaces/shop/webhook-trials", {"document": ORDERS, "sample": bad}).json()
    assert told["rows_read"] == 3
    assert [row["product_key"] for row in told["rows"]] == ["a", "b"]
    assert told["rows"][0]["who"] == [{"kind": "phone", "value": "+8613912345678"}]
    assert [(fault["row"], fault["code"], fault["field"]) for fault in told["faults"]] == [(1, "too_small", "quantity")]
    assert not Member.objects.exists()
    assert not Received.objects.exists()


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"imports": "nothing"}, "imports"),
        ({"columns": {"order_kye": {"from": "x"}}}, "columns.order_kye"),
        ({"each": "a..b"}, "each"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"identifiers": [{"kind": "fax", "from": "x"}]}, "identifiers[0].kind"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_a_document_that_cannot_work_is_refused(bob: User, api: MakeClient, change: dict, where: str) -> None:
    answered = api(bob).post(PATH, {"name": "x", "document": {**ORDERS, **change}})
    assert (answered.status_code, answered.json()["error"]["where"]) == (422, where)
    assert not Webhook.objects.exists()


def test_a_disabled_or_renewed_one_takes_no_calls(make, collect: Collect, bob: User, api: MakeClient) -> None:
    from siyu.connect.collection.writers import hooks

    address = make(ORDERS)
    number = Webhook.objects.get().pk
    renewed = api(bob).post(f"{PATH}/{number}/tokens").json()["address"]
    assert collect(address, CALL, key=None).status == 404
    assert collect(renewed, CALL, key=None).status == 200
    api(bob).patch(f"{PATH}/{number}", {"disabled": True})
    hooks.forget()
    assert collect(renewed, CALL, key=None).status == 404
    assert [entry.action for entry in AuditEntry.objects.filter(object_type="webhook").order_by("pk")] == [
        "webhook.made", "webhook.renewed", "webhook.changed",
    ]  # fmt: skip


def test_its_token_is_not_kept(make) -> None:
    token = make(ORDERS).rpartition("/")[2]
    assert token not in str(Webhook.objects.values())


@pytest.mark.parametrize("body", [b"", b"text", b"12", b'{"a": NaN}'])
def test_what_is_no_json_is_refused_at_once(make, collect: Collect, body: bytes) -> None:
    assert collect(make(ORDERS), body, key=None).status == 400


def test_a_name_is_taken_once(make, bob: User, api: MakeClient) -> None:
    make(ORDERS)
    assert api(bob).post(PATH, {"name": "shop", "document": ORDERS}).status_code == 409


def test_who_may_do_what(make, dora: User, charlie: User, api: MakeClient) -> None:
    make(ORDERS)
    number = Webhook.objects.get().pk
    assert api(dora).get(PATH).json()["total"] == 1
    assert api(dora).patch(f"{PATH}/{number}", {"disabled": True}).status_code == 403
    assert api(charlie).get(f"/workspaces/elsewhere/webhooks/{number}").status_code == 404


def test_too_many_rows_in_one_call_become_a_letter(make, collect: Collect, workspace: Workspace) -> None:
    order = {**CALL["order"], "items": [{"sku": "a", "count": 1, "amount": 1}] * 5_001}
    collect(make(ORDERS), {**CALL, "order": order}, key=None)
    load_all(workspace)
    assert DeadLetter.objects.get().code == "event.too_many_rows"


def test_another_document_is_a_new_version_made_from_the_latest(
    make, bob: User, charlie: User, api: MakeClient
) -> None:
    make(ORDERS)
    path = f"{PATH}/{Webhook.objects.get().pk}"
    other = {**ORDERS, "each": "order.lines"}
    changed = api(bob).patch(path, {"document": other, "version": 1}).json()
    assert (changed["version"], [one["version"] for one in changed["versions"]]) == (2, [2, 1])
    assert changed["versions"][0]["by"] == "bob@shop.example"
    outdated = api(bob).patch(path, {"document": ORDERS, "version": 1})
    assert (outdated.status_code, outdated.json()["error"]["code"]) == (409, "webhook.outdated")
    same = api(bob).patch(path, {"document": other, "version": 1})
    assert (same.status_code, same.json()["version"]) == (200, 2)
    past = api(bob).get(f"{path}/versions/1").json()
    assert past["document"]["each"] == "order.items"
    assert "each: order.items" in past["yaml"]
    assert api(bob).get(f"{path}/versions/3").status_code == 404


def test_it_is_renamed_and_found_by_its_name(make, bob: User, api: MakeClient) -> None:
    make(ORDERS)
    make(ORDERS, "till")
    number = Webhook.objects.get(name="till").pk
    assert api(bob).patch(f"{PATH}/{number}", {"name": "shop"}).status_code == 409
    assert api(bob).patch(f"{PATH}/{number}", {"name": "Old till"}).json()["name"] == "Old till"
    assert [one["name"] for one in api(bob).get(f"{PATH}?search=TILL").json()["items"]] == ["Old till"]
