"""Orders of nobody, claimed later: they count for the member from then on, no fact is rewritten, an undo leaves nothing."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.accounts.models import AuditEntry, User, Workspace
from siyu.connect.loads.reading import open_snapshot
from siyu.unify.members.identity import read_identity
from siyu.unify.members.merge import merge_members
from siyu.unify.orders.claiming import claim_orders, undo_claim
from siyu.unify.orders.facts import OrderFacts
from siyu.unify.orders.models import OrderClaim
from tests.conftest import MakeClient
from tests.files import HEADER, Facts, RunFile, counts

ROOT = "/workspaces/shop"


def test_a_claimed_order_is_its_members_in_every_list(shop: Workspace, api: MakeClient, bob: User) -> None:
    client = api(bob)
    found = client.get(f"{ROOT}/unidentified-orders").json()
    assert ([row["key"] for row in found["items"]], found["total"]) == (["21"], 1)
    made = client.post(f"{ROOT}/order-claims", {"order_keys": ["21"], "member": "138 0000 0002"})
    assert made.status_code == 201, made.content
    assert client.get(f"{ROOT}/unidentified-orders").json()["total"] == 0
    orders = client.get(f"{ROOT}/members/2/orders").json()["items"]
    assert (orders[0]["key"], orders[0]["net_minor"], orders[0]["claim"]) == ("21", 600, made.json()[0]["id"])
    lines = client.get(f"{ROOT}/members/2/orders/21").json()["lines"]
    assert [(line["product_key"], line["net_minor"]) for line in lines] == [("milk", 600)]
    assert client.get(f"{ROOT}/members/2/timeline").json()["items"][0]["key"] == "order:21"
    metrics = {one["name"]: one["value"] for one in client.get(f"{ROOT}/overview", days=31).json()["metrics"]}
    assert metrics["member_share"] == 1.0
    assert AuditEntry.objects.filter(action="order.claimed", object_id="21").count() == 1


def test_an_undo_makes_it_nobodys_again(shop: Workspace, api: MakeClient, bob: User) -> None:
    client = api(bob)
    claim = client.post(f"{ROOT}/order-claims", {"order_keys": ["21"], "member": "2"}).json()[0]["id"]
    assert client.post(f"{ROOT}/order-claims/{claim}/undoings").status_code == 201
    assert client.post(f"{ROOT}/order-claims/{claim}/undoings").status_code == 201
    assert client.get(f"{ROOT}/unidentified-orders").json()["total"] == 1
    assert [row["key"] for row in client.get(f"{ROOT}/members/2/orders").json()["items"]] == ["12", "2"]
    again = client.post(f"{ROOT}/order-claims", {"order_keys": ["21"], "member": "3"})
    assert (again.status_code, again.json()[0]["source_id"]) == (201, 3)


def test_what_is_not_there_or_somebodys_already_is_refused_as_a_whole(
    shop: Workspace, api: MakeClient, bob: User, dora: User
) -> None:
    client = api(bob)

    def claim(keys: list[str], member: str = "2") -> tuple[int, str]:
        answer = client.post(f"{ROOT}/order-claims", {"order_keys": keys, "member": member})
        return answer.status_code, answer.json()["error"]["code"]

    assert claim(["21", "99"]) == (422, "claim.unknown")
    assert claim(["21", "1"]) == (409, "claim.taken")
    assert claim([]) == (422, "claim.count")
    assert claim(["21"], "13900000000") == (422, "claim.member")
    assert not OrderClaim.objects.exists()
    assert api(dora).post(f"{ROOT}/order-claims", {"order_keys": ["21"], "member": "2"}).status_code == 403
    assert client.post(f"{ROOT}/order-claims/99/undoings").status_code == 404


def test_a_claim_follows_a_merge(shop: Workspace) -> None:
    claim_orders(shop, ["21"], 2, "test")
    merge_members(shop, 2, 3, because="same card", by="test")
    with open_snapshot(shop) as snapshot:
        orders = OrderFacts(snapshot, shop.clock.now(), read_identity(shop)).orders()
        rows = snapshot.to_arrow(orders.filter(orders.key == "21").select("source_id", "member_id")).to_pylist()
    assert rows == [{"source_id": 2, "member_id": 3}]


@pytest.mark.django_db
def test_loads_see_the_facts_as_they_came_in(workspace: Workspace, run_csv: RunFile, facts: Facts) -> None:
    """More lines and a refund of a claimed order come in as nobody's, so that an undo leaves no trace in the lake."""
    run_csv(HEADER, "o1,2017-03-01 10:00:00,p1,1,2.50,", "o2,2017-03-01 10:00:00,p1,1,2.50,7")
    (claim,) = claim_orders(workspace, ["o1"], 1, "test")
    run_csv(HEADER, "o1,2017-03-01 10:00:00,p2,1,1.00,")
    refund: dict[str, Any] = {
        "imports": "refunds",
        "columns": {
            "order_key": {"from": "order"},
            "occurred_at": {"from": "at"},
            "amount": {"from": "amount"},
            "product_key": {"from": "product"},
        },
    }
    assert counts(run_csv("order,product,at,amount", "o1,p1,2017-03-02,1.00", mapping=refund))[1] == 1
    assert counts(run_csv(HEADER, "o1,2017-03-01 10:00:00,p1,1,2.50,"))[2] == 1
    assert [row["source_id"] for row in facts("orders")] == [1, 1]
    assert [row["source_id"] for row in facts("order_lines")] == [1, 1, 1]
    assert [row["source_id"] for row in facts("refunds")] == [1]
    undo_claim(claim)
    assert [row["source_id"] for row in facts("orders")] == [None, 1]
    assert [row["source_id"] for row in facts("order_lines")] == [None, None, 1]
    assert [row["source_id"] for row in facts("refunds")] == [None]


def test_an_exchange_is_a_refund_that_names_the_order_given_instead(
    workspace: Workspace, run_csv: RunFile, api: MakeClient, dora: User
) -> None:
    run_csv(HEADER, "o1,2017-03-01 10:00:00,p1,1,9.99,7", "o2,2017-03-02 10:00:00,p2,1,12.49,7")
    exchange: dict[str, Any] = {
        "imports": "refunds",
        "columns": {
            "order_key": {"from": "order"},
            "product_key": {"from": "product"},
            "occurred_at": {"from": "at"},
            "amount": {"from": "amount"},
            "quantity": {"from": "quantity"},
            "exchanged_for": {"from": "换货订单号"},
        },
    }
    run = run_csv("order,product,at,amount,quantity,换货订单号", "o1,p1,2017-03-02,9.99,1,o2", mapping=exchange)
    assert counts(run) == (1, 1, 0, 0)
    orders = {row["key"]: row["net_minor"] for row in api(dora).get(f"{ROOT}/members/1/orders").json()["items"]}
    assert orders == {"o1": 0, "o2": 1249}
    (refund,) = [row for row in api(dora).get(f"{ROOT}/members/1/timeline").json()["items"] if row["kind"] == "refund"]
    assert refund["detail"]["exchanged_for"] == "o2"
    metrics = {one["name"]: one["value"] for one in api(dora).get(f"{ROOT}/overview", days=366).json()["metrics"]}
    assert (metrics["sales"], metrics["orders"]) == (1249, 1)
