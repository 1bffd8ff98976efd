"""What is learnt, checked and told of the small shop, and of histories that are shuffled, merged, refunded and as of a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from siyu.accounts.models import User, Workspace
from siyu.understand.opening import open_inputs
from siyu.understand.recommendations.learning import learn
from siyu.understand.recommendations.models import Learnt
from siyu.understand.recommendations.purchases import read_bought, read_products
from siyu.understand.recommendations.telling import report_of

HOME = "/workspaces/shop"


@pytest.fixture
def client(shop: Workspace, bob: User, api: Any) -> Any:
    return api(bob)


def test_cancelled_and_returned_goods_are_not_bought_and_merged_members_are_one(shop: Workspace) -> None:
    """Order 6 was cancelled and 7 came back; order 21 is nobody's. Cake half paid back is still bought."""
    with open_inputs(shop) as inputs:
        assert read_products(inputs) == ["milk", "bread", "cake"]
        bought = read_bought(inputs, ["milk", "bread", "cake"])
        before = inputs.until(date(2017, 12, 4))
        early = read_bought(before, ["milk", "bread", "cake"])
        one_half = read_bought(inputs, ["milk"]).baskets.often[0, 0]
    assert bought.members.tolist() == [1, 2, 3, 4, 5, 8, 9, 10]
    assert bought.baskets.buyers.tolist() == [8, 5, 5]
    assert one_half == pytest.approx(2 ** (-30 / 60))
    assert early.members.tolist() == [1, 2, 3, 4]
    assert early.baskets.buyers.tolist() == [4, 4, 0]


def test_it_is_learnt_once_until_something_comes_in(shop: Workspace) -> None:
    assert learn(shop)
    made_at = Learnt.objects.get().made_at
    assert learn(shop)
    assert Learnt.objects.get().made_at == made_at
    Learnt.objects.update(load_no=0)
    assert learn(shop)
    assert Learnt.objects.get().made_at > made_at


def test_without_purchases_nothing_is_learnt(workspace: Workspace, bob: User, api: Any) -> None:
    assert not learn(workspace)
    assert api(bob).get(f"{HOME}/recommendations/report").json() == {"report": None}


def test_a_member_is_told_what_to_buy_again_and_what_is_new(client: Any, shop: Workspace) -> None:
    assert client.get(f"{HOME}/members/8/recommendations").json()["items"] == []
    learn(shop)
    again = client.get(f"{HOME}/members/20/recommendations", mode="again").json()
    assert (again["member_id"], again["as_of"]) == (1, "2017-12-31")
    assert {one["product"] for one in again["items"]} == {"milk", "bread", "cake"}
    assert all(one["because"] is None for one in again["items"])
    new = client.get(f"{HOME}/members/8/recommendations", mode="new").json()["items"]
    assert [(one["product"], one["because"]) for one in new] == [("cake", "milk"), ("bread", "milk")]
    assert client.get(f"{HOME}/members/11/recommendations").json()["items"] == []
    panel = client.get(f"{HOME}/members/8").json()["recommendations"]
    assert ([one["product"] for one in panel["again"]], len(panel["new"])) == (["milk"], 2)


def test_the_report_says_what_is_too_little_to_be_believed(client: Any, shop: Workspace) -> None:
    """By 3 December three members had bought, none of the products five: there is nothing to check with."""
    learn(shop)
    report = client.get(f"{HOME}/recommendations/report").json()["report"]
    assert (report["as_of"], report["until"], report["modes"]) == ("2017-12-31", "2017-12-03", [])
    assert "too little" in report["doubts"][0]["en"]
    assert sum(stage["buyers"] for stage in report["stages"]) == 8
    assert report_of(shop) is not None


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("members/99/recommendations", {}, 404),
        ("members/1/recommendations", {"mode": "other"}, 422),
        ("members/1/recommendations", {"most": 0}, 422),
    ],
)
def test_what_cannot_be_told_is_refused(client: Any, path: str, query: dict[str, Any], status: int) -> None:
    assert client.get(f"{HOME}/{path}", **query).status_code == status
