"""Portraits of the small shop: every count by hand or by the oracle, over tags, features and attributes."""

from __future__ import annotations

from typing import Any

import pytest
from pyroaring import BitMap

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.understand.features.compute import compute
from siyu.understand.inputs import Inputs
from siyu.understand.portraits.groups import Groups, open_groups
from siyu.understand.portraits.reports import portrait_report
from siyu.understand.tags.changing import create_tag
from siyu.understand.tags.retiring import restore_tag, retire_tag
from siyu.unify.members.merge import merge_members
from tests.oracle import portraits as oracle
from tests.understand.tags.conftest import BOUGHT, BOUGHT_CAKE, SPENDING, document

MEMBERS = tuple(range(1, 20))
"""Of the base; member 20 is one with member 1."""
WUHAN = {"attribute": "city", "is": "Wuhan"}


def compared(shop: Workspace, a: Any, b: Any = None, **more: Any) -> dict[str, Any]:
    with open_groups(shop, a, b, **more) as groups:
        return portrait_report(shop, groups)


def trait(report: dict[str, Any], kind: str, name: str) -> dict[str, Any]:
    (found,) = [one for one in report["traits"] if (one["kind"], one["name"]) == (kind, name)]
    return found


def levels(found: dict[str, Any]) -> dict[str, tuple[int, int]]:
    return {one["value"] or one["kind"]: (one["a"], one["b"]) for one in found["levels"]}


def test_who_bought_is_compared_with_the_rest_by_every_kind_of_trait(shop: Workspace) -> None:
    create_tag(command_line(shop), document("spending", values=SPENDING))
    report = compared(shop, BOUGHT)
    assert (report["a"], report["b"], report["both"], report["base"]) == (8, 11, 0, 19)
    spending = trait(report, "tag", "spending")
    assert levels(spending) == {"much": (5, 0), "little": (3, 0), "nothing": (0, 11)}
    assert spending["levels"][spending["lead"]]["value"] == "much"
    assert spending["levels"][0]["lift"] is None
    assert spending["label"]["en"] == "spending"
    city = trait(report, "attribute", "city")
    assert levels(city) == {"Wuhan": (4, 6), "Beijing": (4, 5)}
    favourite = trait(report, "feature", "favourite_category")
    assert set(levels(favourite)) == {"DAIRY", "BAKERY", "missing"}
    assert {one["value"]: one["label"]["zh-CN"] for one in favourite["levels"] if one["value"]} == {
        "DAIRY": "乳品", "BAKERY": "烘焙",
    }  # fmt: skip


def test_each_group_adds_up_in_every_trait(shop: Workspace) -> None:
    report = compared(shop, BOUGHT_CAKE, WUHAN)
    assert (report["a"], report["b"], report["both"]) == (5, 10, 3)
    for one in report["traits"]:
        assert sum(level["a"] for level in one["levels"]) == 5
        assert sum(level["b"] for level in one["levels"]) == 10
        assert sum(level["share_b"] for level in one["levels"]) == pytest.approx(1)
    assert sum(report["verdicts"].values()) == len(report["traits"])


def test_small_groups_are_undecided_and_never_counted_as_tested(shop: Workspace) -> None:
    report = compared(shop, BOUGHT_CAKE)
    undecided = [one for one in report["traits"] if one["verdict"] == "undecided"]
    assert report["tested"] == len(report["traits"]) - len(undecided)
    assert trait(report, "attribute", "city")["verdict"] == "undecided"


def test_everyone_holds_the_group_itself(shop: Workspace) -> None:
    report = compared(shop, BOUGHT, against="everyone")
    assert (report["a"], report["b"], report["both"]) == (8, 19, 8)


@pytest.mark.parametrize(("a", "b"), [((1, 20), (1, 20)), ((1, 13), (6, 20)), ((1, 10), (1, 20)), ((1, 4), (9, 20))])
def test_any_two_groups_are_compared_like_the_oracle(
    shop: Workspace, inputs: Inputs, a: tuple[int, int], b: tuple[int, int]
) -> None:
    one, other = set(range(*a)), set(range(*b))
    report = portrait_report(shop, Groups(inputs, BitMap(one), BitMap(other)))
    orders = compute(inputs, ["orders_total"]).to_pydict()
    counts = dict(zip(orders["member_id"], orders["orders_total"], strict=True))
    city = {member: "Wuhan" if member % 2 else "Beijing" for member in MEMBERS}
    for kind, name, values in (
        ("attribute", "city", city), ("feature", "orders_total", _binned(counts, one, other)),
    ):  # fmt: skip
        found, expected = trait(report, kind, name), oracle.compared(values, one, other)
        assert found["information"] == pytest.approx(expected["information"])
        assert found["p"] == (None if expected["p"] is None else pytest.approx(expected["p"], abs=1e-9))


def _binned(values: dict[int, float], a: set[int], b: set[int]) -> dict[int, int]:
    most = max(2, min(10, min(len(a), len(b), len(a ^ b)) // 5))
    edges = oracle.edges([values[one] for one in a | b], most)
    return {member: sum(edge <= value for edge in edges) for member, value in values.items()}


def test_a_merge_makes_one_of_two(shop: Workspace) -> None:
    merge_members(shop, 19, 2, because="same card", by="alice")
    report = compared(shop, BOUGHT)
    assert (report["a"], report["b"]) == (8, 10)
    assert levels(trait(report, "attribute", "city")) == {"Wuhan": (4, 5), "Beijing": (4, 5)}


def test_an_earlier_day_knows_nothing_of_later_orders(shop: Workspace) -> None:
    from siyu.understand.behaviour.asking import end_of

    report = compared(shop, BOUGHT, at=end_of(shop, shop.today().replace(day=3)))
    assert (report["as_of"].isoformat(), report["a"]) == ("2017-12-03", 3)


def test_a_group_of_nobody_and_a_bad_rule_are_refused(shop: Workspace) -> None:
    with pytest.raises(Refusal) as refused:
        compared(shop, {"did": "ordered", "where": {"product.id": "wine"}})
    assert (refused.value.code, refused.value.where) == ("portrait.empty", "a")
    with pytest.raises(Refusal) as refused:
        compared(shop, BOUGHT, {"all": [{"segment": "nobody"}]})
    assert (refused.value.code, refused.value.where) == ("rule.unknown_segment", "b.all[0].segment")


def test_a_retired_tag_is_not_compared_until_it_comes_back(shop: Workspace) -> None:
    access = command_line(shop)
    create_tag(access, document("spending", values=SPENDING))
    retire_tag(access, "spending")
    assert not [one for one in compared(shop, BOUGHT)["traits"] if one["kind"] == "tag"]
    restore_tag(access, "spending")
    assert trait(compared(shop, BOUGHT), "tag", "spending")


def test_personal_attributes_are_left_out(shop: Workspace) -> None:
    from siyu.unify.members.models import Member

    Member.objects.filter(workspace=shop).update(attributes={"city": "Wuhan", "birthday": "1990-01-01"})
    found = {one["name"] for one in compared(shop, BOUGHT)["traits"] if one["kind"] == "attribute"}
    assert found == {"city"}
