"""Members by the API: list, search, 360, orders, timeline, reveal."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.accounts.models import AuditEntry, User, Workspace
from siyu.unify.members.models import Member

HOME = "/workspaces/shop/members"


@pytest.fixture
def get(shop: Workspace, bob: User, api: Any) -> Any:
    client = api(bob)

    def read(path: str = "", **query: Any) -> Any:
        answer = client.get(HOME + path, **query)
        assert answer.status_code == 200, answer.content
        return answer.json()

    return read


def test_the_list_pages_through_the_base_without_merged_members(get: Any) -> None:
    first = get(limit=15)
    second = get(limit=15, cursor=first["next"])
    assert first["total"] == 19
    assert [row["member_id"] for row in first["items"] + second["items"]] == list(range(1, 20))
    assert second["next"] is None


def test_the_list_sorts_by_money_and_puts_those_without_orders_last(get: Any) -> None:
    rows = get(sort="-money_total", limit=200)["items"]
    assert [row["member_id"] for row in rows[:6]] == [1, 2, 3, 4, 5, 8]
    assert rows[0]["money_total_minor"] == 1500
    assert rows[4]["money_total_minor"] == 1000
    assert rows[-1]["orders_total"] == 0
    assert len(rows) == 19


def test_an_unknown_sort_is_refused_with_the_known_ones(shop: Workspace, bob: User, api: Any) -> None:
    answer = api(bob).get(HOME, sort="name")
    assert answer.status_code == 422
    assert "money_total" in answer.json()["error"]["mend"]["en"]


@pytest.mark.parametrize("words", ["1007", "会员7"])
def test_a_member_is_found_by_identifier_and_by_name(get: Any, words: str) -> None:
    assert [row["member_id"] for row in get(search=words)["items"]] == [7]


def test_the_phone_of_a_merged_id_finds_the_person(get: Any) -> None:
    assert [row["member_id"] for row in get(search="138 0000 0020")["items"]] == [1]


def test_a_part_of_an_identifier_finds_nobody(get: Any) -> None:
    assert get(search="100")["items"] == []


def test_the_360_masks_identifiers_and_knows_what_was_merged(get: Any) -> None:
    person = get("/20")
    assert person["member_id"] == 1
    assert person["merged_from"] == [20]
    assert person["name"] == "会**"
    assert person["reachable"] == ["sms", "post"]
    assert all("****" in held["value"] for held in person["identifiers"])
    assert person["attributes"] == {"city": "Wuhan"}


def test_a_withdrawal_closes_the_channel(get: Any) -> None:
    assert get("/3")["reachable"] == ["post"]


def test_orders_come_newest_first_with_refunds(get: Any) -> None:
    first = get("/5/orders", limit=1)
    second = get("/5/orders", limit=1, cursor=first["next"])
    assert [(row["key"], row["net_minor"], row["refunded_minor"]) for row in first["items"] + second["items"]] == [
        ("15", 500, 500),
        ("5", 500, 0),
    ]
    assert second["next"] is None


def test_an_order_opens_to_its_lines_and_products(get: Any) -> None:
    lines = get("/1/orders/1")["lines"]
    assert [(line["product_key"], line["sales_minor"]) for line in lines] == [("bread", 200), ("milk", 300)]
    assert lines[0]["product"]["category_zh"] == "烘焙"


def test_the_order_of_another_member_is_not_found(shop: Workspace, bob: User, api: Any) -> None:
    assert api(bob).get(f"{HOME}/2/orders/1").status_code == 404


def test_the_timeline_mixes_all_facts_newest_first(get: Any) -> None:
    rows = get("/1/timeline")["items"]
    assert [(row["kind"], row["type"]) for row in rows] == [
        ("order", "order"),
        ("event", "viewed"),
        ("touch", "targeted"),
        ("order", "order"),
    ]
    seen, cursor = [], None
    while True:
        page = get("/1/timeline", limit=1, **({"cursor": cursor} if cursor else {}))
        seen += page["items"]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == rows


def test_a_reveal_shows_everything_and_is_kept(shop: Workspace, bob: User, api: Any) -> None:
    answer = api(bob).post(f"{HOME}/1/reveals")
    assert {"kind": "phone", "value": "+8613800000001"} in answer.json()["identifiers"]
    entry = AuditEntry.objects.get(action="member.revealed")
    assert (entry.object_id, entry.change) == ("1", {"identifiers": 4})


def test_an_analyst_may_not_reveal(shop: Workspace, dora: User, api: Any) -> None:
    assert api(dora).post(f"{HOME}/1/reveals").status_code == 403


def test_a_member_that_never_was_is_not_found(shop: Workspace, bob: User, api: Any) -> None:
    answer = api(bob).get(f"{HOME}/99")
    assert answer.status_code == 404
    assert "99" in answer.json()["error"]["message"]["zh-CN"]


def test_personal_attributes_are_masked_until_revealed(shop: Workspace, bob: User, api: Any) -> None:
    Member.objects.filter(workspace=shop, member_id=4).update(
        attributes={"address": "Wuhan, Lake Road 1", "city": "Wuhan"}
    )
    client = api(bob)
    assert client.get(f"{HOME}/4").json()["attributes"] == {"address": "****", "city": "Wuhan"}
    assert client.post(f"{HOME}/4/reveals").json()["attributes"]["address"] == "Wuhan, Lake Road 1"
    words = client.get("/workspaces/shop/rule-vocabulary").json()["attributes"]
    assert {"name": "address", "type": "text", "values": []} in words
