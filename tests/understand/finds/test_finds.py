"""Members found in one line: the same as the rule it stands for, narrowed step by step, with what cannot be asked refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.accounts.models import AuditEntry, User, Workspace
from siyu.understand.finds.asking import FindQuestion, document_of, parts_of
from tests.oracle.effort import effort

FIND, SEARCH = "/workspaces/shop/finds", "/workspaces/shop/product-search"


@pytest.fixture
def client(shop: Workspace, bob: User, api: Any) -> Any:
    return api(bob)


def test_who_bought_milk_and_can_be_reached_is_told_step_by_step(client: Any) -> None:
    """Order 6 was cancelled, order 7 came back; of the phones of 1, 2 and 3 the last withdrew."""
    found = client.get(FIND, product="milk", within=90, reachable="sms").json()
    assert [(one["step"], one["size"]) for one in found["steps"]] == [("did", 8), ("reachable", 2)]
    assert (found["size"], found["base"]) == (2, 19)
    assert {one["name"]: one["size"] for one in found["channels"]} == {
        "wecom": 0, "official_account": 0, "sms": 2, "email": 0, "post": 2,
    }  # fmt: skip
    assert [row["member_id"] for row in found["sample"]] == [1, 2]
    assert all("8613800000001" not in str(row) for row in found["sample"])
    assert found["what"] == [
        {"property": "product.id", "value": "milk", "label": {"zh-CN": "milk", "en": "milk"}},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "members"),
    [
        ({"product": ["bread", "cake"]}, 5),
        ({"product": "milk", "brand": "B"}, 8),
        ({"category": "乳品"}, 8),
        ({"category": "bakery", "within": 5}, 0),
        ({"category": "bakery", "times": 2}, 5),
        ({"product": "milk", "times": 2}, 0),
        ({}, 8),
        ({"did": "viewed", "product": "cake"}, 1),
        ({"product": "milk", "rule": '{"not": {"attribute": "city", "is": "Wuhan"}}'}, 4),
    ],
)
def test_one_line_has_the_members_of_its_rule(client: Any, query: dict[str, Any], members: int) -> None:
    """Members 1 to 5 have bread of the brand B and cake, the even ones live in Beijing; 20 is member 1."""
    found = client.get(FIND, **query).json()
    assert found["size"] == members
    again = client.post("/workspaces/shop/previews", {"rule": found["rule"]}).json()
    assert (again["size"], again["base"]) == (members, found["base"])


def test_what_was_found_is_a_segment(client: Any) -> None:
    client.post(
        "/workspaces/shop/segments", {"document": _segment({"did": "ordered", "where": {"product.id": "cake"}})}
    )
    found = client.get(FIND, product="milk", segment="cake").json()
    assert [one["size"] for one in found["steps"]] == [8, 5]
    saved = client.post("/workspaces/shop/segments", {"document": {**_segment(found["rule"]), "name": "both"}})
    assert (saved.status_code, saved.json()["size"]) == (201, 5)


def test_members_are_exported_masked_and_it_is_noted(client: Any, dora: User, api: Any) -> None:
    sent = client.get(f"{FIND}/members.csv", product="milk", reachable="sms")
    lines = b"".join(sent.streaming_content).decode().splitlines()
    assert len(lines) == 3
    assert "+8613800000001" not in "".join(lines)
    assert AuditEntry.objects.filter(action="find.exported", change__members=2).count() == 1
    assert api(dora).get(f"{FIND}/members.csv", product="milk").status_code == 403


def test_products_brands_and_categories_are_found_by_any_of_their_names(client: Any) -> None:
    def found(words: str) -> list[tuple[str, str]]:
        return [(one["property"], one["value"]) for one in client.get(SEARCH, search=words).json()]

    assert found("乳") == [("product.category", "DAIRY"), ("product.id", "milk")]
    assert found("MILK") == [("product.id", "milk")]
    assert found("bakery ca") == [("product.id", "cake")]
    assert found("nothing") == []
    everything = client.get(SEARCH).json()
    assert [one["value"] for one in everything if one["property"] == "product.id"] == ["milk", "bread", "cake"]
    assert {one["value"]: one["lines"] for one in everything if one["property"] == "product.brand"} == {"A": 16, "B": 5}


@pytest.mark.parametrize(
    ("query", "code", "where", "mend"),
    [
        ({"product": "mlik"}, "finds.unknown_product", "product", "milk"),
        ({"product": "{0}"}, "finds.unknown_product", "product", ""),
        ({"brand": "Q" * 30}, "finds.unknown_brand", "brand", ""),
        ({"category": "DAIRI"}, "finds.unknown_category", "category", "DAIRY"),
        ({"reachable": "wecm"}, "rule.unknown_channel", "reachable", "wecom"),
        ({"did": "vieved"}, "rule.unknown_fact", "did", "viewed"),
        ({"segment": "nobody"}, "rule.unknown_segment", "segment", ""),
        ({"rule": '{"all": [{"feture": "x"}]}'}, "rule.unknown_leaf", "rule.all[0].feture", ""),
        ({"rule": "[1"}, None, None, ""),
        ({"rule": "milk"}, "rule.shape", "rule", ""),
        ({"within": 0}, None, None, ""),
        ({"times": 0}, None, None, ""),
        ({"product": [str(n) for n in range(51)]}, None, None, ""),
    ],
)
def test_what_cannot_be_asked_is_refused(client: Any, query: dict[str, Any], code: str, where: str, mend: str) -> None:
    refused = client.get(FIND, **query)
    error = refused.json()["error"]
    assert refused.status_code == 422
    assert code is None or (error["code"], error["where"]) == (code, where)
    assert mend in str(error["mend"])


@given(
    st.fixed_dictionaries(
        {"product.id": st.lists(st.text(min_size=1), max_size=3), "product.brand": st.lists(st.text(min_size=1))}
    ),
    st.none() | st.integers(1, 3650),
    st.integers(1, 9),
)
@effort(20)
def test_every_value_is_in_the_rule_once(what: dict[str, list[str]], within: int | None, times: int) -> None:
    asked = FindQuestion(within=within, times=times, reachable="sms")
    document = document_of(list(parts_of(asked, {name: values for name, values in what.items() if values})))
    did, reachable = document["all"]
    leaves = did.get("any", [did])
    told = {name: value for leaf in leaves for name, value in leaf.get("where", {}).items()}
    assert {name: value["in"] if isinstance(value, dict) else [value] for name, value in told.items()} == {
        name: values for name, values in what.items() if values
    }
    assert all(leaf.get("within") == (f"{within}d" if within else None) for leaf in leaves)
    assert all(leaf.get("times", {"gte": 1}) == {"gte": times} for leaf in leaves)
    assert reachable == {"reachable": "sms"}


def _segment(rule: Any) -> dict[str, Any]:
    return {"kind": "segment", "name": "cake", "label": {"zh-CN": "蛋糕", "en": "Cake"}, "rule": rule}
