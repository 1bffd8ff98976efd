"""Stages of the small shop, every number known by hand: the end of 2017, one purchase day for most, thirty days assumed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.understand.stages.reports import category_report, open_stages, stage_report

pytestmark = pytest.mark.django_db


def report(shop: Workspace, model: str = "lifecycle", **asked: Any) -> dict[str, Any]:
    with open_stages(shop, model, **asked) as found:
        return stage_report(found)


def counts(found: dict[str, Any], key: str = "members") -> dict[str, int]:
    return {one["name"]: one[key] for one in found["stages"] if one[key]}


def test_eight_have_bought_and_eleven_never(shop: Workspace) -> None:
    found = report(shop)
    # Members 1–5 bought on two days; 8, 9 and 10 on one; 6 cancelled, 7 sent everything back.
    assert counts(found) == {"active": 5, "new": 3, "never": 11}
    assert found["members"] == sum(one["members"] for one in found["stages"]) == 19
    assert found["rhythm"] == {"pooled_days": 30, "own": 0, "others": 8, "median_own_days": None}


def test_before_the_refund_member_seven_had_bought(shop: Workspace) -> None:
    found = report(shop, on=date(2017, 12, 15), since=date(2017, 12, 7))
    assert counts(found) == {"new": 9, "never": 10}
    assert counts(found, "before") == {"new": 6, "never": 13}
    assert {(one["source"], one["target"]): one["members"] for one in found["flows"]} == {
        ("new", "new"): 6, ("never", "new"): 3, ("never", "never"): 10,
    }  # fmt: skip


def test_who_has_not_joined_yet_is_not_there(shop: Workspace) -> None:
    found = report(shop, on=date(2017, 11, 12), since=date(2017, 11, 2))
    assert (found["members"], found["members_since"]) == (12, 2)
    assert {(one["source"], one["target"]): one["members"] for one in found["flows"]} == {
        ("never", "never"): 2, (None, "never"): 10,
    }  # fmt: skip


def test_a_category_has_buyers_of_its_own(shop: Workspace) -> None:
    assert counts(report(shop, category="BAKERY")) == {"active": 5, "never": 14}
    assert counts(report(shop, category="DAIRY")) == {"new": 8, "never": 11}
    with open_stages(shop, "lifecycle") as asked:
        found = category_report(asked)
    assert [(one["category"], one["buyers"], one["counts"]["active"]) for one in found["categories"]] == [
        ("DAIRY", 8, 0), ("BAKERY", 5, 5),
    ]  # fmt: skip
    assert found["categories"][1]["label"] == {"zh-CN": "烘焙", "en": "BAKERY"}


def test_aipl_and_the_ladder_add_up(shop: Workspace) -> None:
    assert counts(report(shop, "aipl")) == {"loyalty": 5, "purchase": 3, "awareness": 11}
    assert counts(report(shop, "ladder")) == {"buying_again": 5, "first_purchase": 3, "aware": 11}
    groups = {one["name"]: one["members"] for one in report(shop, "aipl")["groups"]}
    assert groups == {"acquisition": 11, "retention": 8}


def test_the_clock_alone_moves_members(shop: Workspace) -> None:
    shop.clock_stands_at = shop.end_of(date(2018, 7, 1))
    shop.save()
    assert counts(report(shop)) == {"lost": 8, "never": 11}
    assert counts(report(shop, on=date(2017, 12, 31))) == {"active": 5, "new": 3, "never": 11}


@pytest.mark.parametrize(
    ("model", "asked", "code"),
    [
        ("lifecycles", {}, "stages.unknown"),
        ("aipl", {"category": "DAIRY"}, "stages.no_category"),
        ("lifecycle", {"on": date(2018, 1, 1)}, "stages.future"),
        ("lifecycle", {"since": date(2017, 12, 31)}, "stages.order_of_days"),
    ],
)
def test_bad_questions_are_refused(shop: Workspace, model: str, asked: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        report(shop, model, **asked)
    assert refused.value.code == code
