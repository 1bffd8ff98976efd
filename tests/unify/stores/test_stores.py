"""Stores and guides come in by file, orders name them, and the lists count what facts say."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.accounts.models import User, Workspace
from siyu.unify.members.merge import merge_members
from siyu.unify.stores.models import Staff, Store
from tests.conftest import MakeClient
from tests.files import Facts, RunFile, counts

pytestmark = pytest.mark.django_db

STORES: dict[str, Any] = {
    "imports": "stores",
    "columns": {
        "store_key": {"from": "门店编号"},
        "name": {"from": "门店名称"},
        "city": {"from": "城市"},
        "opened_on": {"from": "开业日期"},
    },
}
STAFF: dict[str, Any] = {
    "imports": "staff",
    "columns": {"staff_key": {"from": "工号"}, "name": {"from": "姓名"}, "store_key": {"from": "门店"}},
}
LINES: dict[str, Any] = {
    "imports": "order_lines",
    "columns": {
        "order_key": {"from": "order"},
        "occurred_at": {"from": "at"},
        "product_key": {"from": "product"},
        "sales": {"from": "sales"},
        "store_key": {"from": "store"},
        "staff_key": {"from": "staff"},
    },
    "identifiers": [{"kind": "household", "from": "household"}],
}
HEADER = "order,at,product,sales,store,staff,household"


@pytest.fixture
def shop(workspace: Workspace, run_csv: RunFile) -> Workspace:
    """Two stores, three guides of whom one left, four orders: one in a store nobody described, one of nobody."""
    run_csv("门店编号,门店名称,城市,开业日期", "s1,江汉路店,武汉,2016-05-01", "s2,光谷店,武汉,", mapping=STORES)
    run_csv("工号,姓名,门店", "g1,小李,s1", "g2,小王,s1", "g3,小张,s2", mapping=STAFF)
    Staff.objects.filter(key="g2").update(left_on="2017-01-01")
    run_csv(
        HEADER,
        "o1,2017-03-01 10:00:00,p1,2.00,s1,g1,7",
        "o1,2017-03-01 10:00:00,p2,2.00,s1,g1,7",
        "o2,2017-03-02 10:00:00,p1,2.00,s1,g1,8",
        "o3,2017-03-03 10:00:00,p1,2.00,s9,g9,7",
        "o4,2017-03-04 10:00:00,p1,2.00,s2,,",
        mapping=LINES,
    )
    return workspace


def test_the_same_file_again_changes_nothing_and_an_empty_value_wipes_nothing_out(run_csv: RunFile) -> None:
    rows = ("门店编号,门店名称,城市,开业日期", "s1,江汉路店,武汉,2016-05-01", "s2,光谷店,武汉,")
    assert counts(run_csv(*rows, mapping=STORES)) == (2, 2, 0, 0)
    assert counts(run_csv(*rows, mapping=STORES)) == (2, 0, 2, 0)
    assert counts(run_csv(rows[0], "s1,,上海,", mapping=STORES)) == (1, 1, 0, 0)
    assert Store.objects.values_list("name", "city").get(key="s1") == ("江汉路店", "上海")


def test_bad_rows_are_held_back(run_csv: RunFile) -> None:
    rows = ("门店编号,门店名称,城市,开业日期", ",无编号,,", "s1,一店,,昨天", "s2,二店,,", "s2,另一家,,", "s3,三店,,")
    assert counts(run_csv(*rows, mapping=STORES)) == (5, 2, 0, 3)
    assert set(Store.objects.values_list("key", flat=True)) == {"s2", "s3"}


def test_orders_keep_the_guide_of_their_lines(shop: Workspace, facts: Facts) -> None:
    assert [(row["key"], row["store_key"], row["staff_key"]) for row in facts("orders")] == [
        ("o1", "s1", "g1"),
        ("o2", "s1", "g1"),
        ("o3", "s9", "g9"),
        ("o4", "s2", None),
    ]


def test_stores_are_listed_with_what_facts_say_of_them(shop: Workspace, api: MakeClient, dora: User) -> None:
    found = api(dora).get("/workspaces/shop/stores").json()
    assert found["total"] == 3
    assert [(row["key"], row["name"], row["staff"], row["orders"], row["members"]) for row in found["items"]] == [
        ("s1", "江汉路店", 1, 2, 2),
        ("s2", "光谷店", 1, 1, 0),
        ("s9", "", 0, 1, 1),
    ]
    first = api(dora).get("/workspaces/shop/stores?sort=-orders&limit=1").json()
    assert [row["key"] for row in first["items"]] == ["s1"]
    rest = api(dora).get(f"/workspaces/shop/stores?sort=-orders&limit=5&cursor={first['next']}").json()
    assert [row["key"] for row in rest["items"]] == ["s2", "s9"]
    assert api(dora).get("/workspaces/shop/stores?search=光谷").json()["total"] == 1
    assert api(dora).get("/workspaces/shop/stores?city=武汉").json()["total"] == 2
    assert api(dora).get("/workspaces/shop/stores?sort=mood").status_code == 422


def test_merged_members_are_one_in_a_store(shop: Workspace, api: MakeClient, dora: User) -> None:
    merge_members(shop, 2, 1, because="same phone", by="test")
    found = api(dora).get("/workspaces/shop/stores?search=s1").json()
    assert (found["items"][0]["orders"], found["items"][0]["members"]) == (2, 1)


def test_guides_are_listed_with_their_store(shop: Workspace, api: MakeClient, dora: User) -> None:
    found = api(dora).get("/workspaces/shop/staff").json()
    assert [(row["key"], row["name"], row["store_name"], row["orders"]) for row in found["items"]] == [
        ("g1", "小李", "江汉路店", 2),
        ("g2", "小王", "江汉路店", 0),
        ("g3", "小张", "光谷店", 0),
        ("g9", "", "", 1),
    ]
    assert api(dora).get("/workspaces/shop/staff?store=s1").json()["total"] == 2


def test_a_brand_sees_its_own_stores_only(
    shop: Workspace, elsewhere: Workspace, api: MakeClient, charlie: User
) -> None:
    assert api(charlie).get(f"/workspaces/{elsewhere.slug}/stores").json()["total"] == 0


def test_an_order_is_told_with_the_names_of_its_store_and_guide(shop: Workspace, api: MakeClient, bob: User) -> None:
    client = api(bob)
    rows = client.get("/workspaces/shop/members/1/orders").json()["items"]
    named = {row["key"]: (row["store_name"], row["staff_name"]) for row in rows}
    assert named == {"o3": ("", ""), "o1": ("江汉路店", "小李")}
    order = client.get("/workspaces/shop/members/1/orders/o1").json()
    assert (order["store_key"], order["store_name"]) == ("s1", "江汉路店")
    nobodys = client.get("/workspaces/shop/unidentified-orders").json()["items"]
    assert [(row["key"], row["store_name"], row["staff_name"]) for row in nobodys] == [("o4", "光谷店", "")]
