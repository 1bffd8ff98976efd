"""Bad rules are refused when they are saved, with the path of what is wrong and the nearest known name."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from siyu.lib.errors import Refusal
from siyu.understand.rules.known import Known
from siyu.understand.rules.parse import parse_rule

KNOWN = Known("CNY", segments=("vip",), attributes=("city",), types=("viewed", "redeemed"))


@pytest.mark.parametrize(
    ("rule", "code", "where", "mend"),
    [
        ({"feature": "orders_356d", "is": 3}, "rule.unknown_feature", "feature", "orders_365d"),
        (
            {"all": [{"reachable": "sms"}, {"any": [{"feature": "money", "is": 3}]}]},
            "rule.unknown_feature",
            "all[1].any[0].feature",
            None,
        ),
        ({"featur": "orders_365d"}, "rule.unknown_leaf", "featur", "feature"),
        ({"feature": "orders_365d", "iz": 3}, "rule.unknown_key", "iz", None),
        ({"feature": "orders_365d"}, "rule.missing_key", "is", None),
        ({"feature": 7, "is": 3}, "rule.wrong_type", "feature", None),
        ({"feature": "orders_365d", "is": {"gt": "many"}}, "rule.wrong_type", "is.gt", None),
        ({"feature": "orders_365d", "is": {"above": 3}}, "rule.unknown_operator", "is.above", None),
        ({"feature": "favourite_store", "is": {"gt": "a"}}, "rule.wrong_operator", "is.gt", None),
        ({"feature": "orders_365d", "is": {}}, "rule.empty_condition", "is", None),
        ({"feature": "orders_365d", "is": {"in": []}}, "rule.wrong_length", "is.in", None),
        ({"feature": "orders_365d", "is": {"between": [3, 2]}}, "rule.impossible_range", "is.between", None),
        ({"feature": "money_365d", "is": {"gt": Decimal("1.005")}}, "money.too_precise", "is.gt", None),
        ({"feature": "orders_365d", "is": {"gt": float("nan")}}, "rule.wrong_type", "is.gt", None),
        ({"feature": "last_order_on", "is": {"gt": "2017-02-30"}}, "rule.wrong_type", "is.gt", None),
        ({"did": "ordered", "where": {"product.colour": "red"}}, "rule.unknown_property", "where.product.colour", None),
        (
            {"did": "ordered", "where": {"product.brnd": "X"}},
            "rule.unknown_property",
            "where.product.brnd",
            "product.brand",
        ),
        ({"did": "veiwed"}, "rule.unknown_fact", "did", "viewed"),
        ({"did": "ordered", "within": "0d"}, "rule.impossible_window", "within", None),
        ({"did": "ordered", "within": "90"}, "rule.wrong_window", "within", None),
        ({"did": "ordered", "within": "90d", "since": "joined"}, "rule.two_windows", "since", None),
        ({"did": "ordered", "between": ["2017-06-30", "2017-01-01"]}, "rule.impossible_window", "between", None),
        ({"did": "ordered", "times": {"gte": -1}}, "rule.wrong_type", "times.gte", None),
        ({"did": "ordered", "times": {"gte": 1.5}}, "rule.wrong_type", "times.gte", None),
        ({"did": "viewed", "where": {"campaign.type": "A", "coupon.id": "1"}}, "rule.unmatchable", "where", None),
        ({"total": "ordered.nett", "is": {"gt": 1}}, "rule.unknown_property", "total", "ordered.net"),
        ({"total": "ordered.store.id", "is": {"gt": 1}}, "rule.not_an_amount", "total", None),
        ({"segment": "vpi"}, "rule.unknown_segment", "segment", "vip"),
        ({"attribute": "ctiy", "is": "Wuhan"}, "rule.unknown_attribute", "attribute", "city"),
        ({"reachable": "wecon"}, "rule.unknown_channel", "reachable", "wecom"),
        ({"consent": "marketing.smss"}, "rule.unknown_consent", "consent", "marketing.sms"),
        ({"consent": "marketing"}, "rule.unknown_consent", "consent", None),
        ({"top": "7%", "by": "money_356d"}, "rule.unknown_feature", "by", "money_365d"),
        ({"top": "7%", "by": "favourite_store"}, "rule.not_ranked", "by", None),
        ({"top": "7%"}, "rule.missing_key", "by", None),
        ({"top": "seven", "by": "money_365d"}, "rule.wrong_type", "top", None),
        ({"top": 0.07, "by": "money_365d"}, "rule.wrong_type", "top", None),
        ({"bottom": "0%", "by": "money_365d"}, "rule.impossible_rank", "bottom", None),
        ({"bottom": "101%", "by": "money_365d"}, "rule.impossible_rank", "bottom", None),
        ({"top": 0, "by": "money_365d"}, "rule.impossible_rank", "top", None),
        ({"feature": "orders_30d", "is": {"lt": {}}}, "rule.beside_nothing", "is.lt", None),
        ({"feature": "orders_30d", "is": {"lt": {"befor": "30d"}}}, "rule.unknown_key", "is.lt.befor", "before"),
        (
            {"feature": "orders_30d", "is": {"lt": {"feature": "orders_9d"}}},
            "rule.unknown_feature",
            "is.lt.feature",
            "orders_90d",
        ),
        (
            {"feature": "orders_30d", "is": {"lt": {"feature": "money_30d"}}},
            "rule.unlike_features",
            "is.lt.feature",
            None,
        ),
        ({"feature": "orders_30d", "is": {"in": {"before": "30d"}}}, "rule.wrong_operator", "is.in", None),
        ({"feature": "favourite_store", "is": {"lt": {"before": "30d"}}}, "rule.wrong_operator", "is.lt", None),
        ({"feature": "orders_30d", "is": {"lt": {"before": "30h"}}}, "rule.impossible_window", "is.lt.before", None),
        (
            {"feature": "orders_30d", "is": {"lt": {"before": "30d", "times": 0.125}}},
            "rule.impossible_times",
            "is.lt.times",
            None,
        ),
        (
            {"feature": "last_order_on", "is": {"lt": {"before": "30d", "times": 2}}},
            "rule.wrong_type",
            "is.lt.times",
            None,
        ),
        ({"did": "viewed", "then": {"did": "ordred"}}, "rule.unknown_fact", "then.did", "ordered"),
        ({"did": "viewed", "then": "ordered"}, "rule.wrong_type", "then", None),
        ({"did": "viewed", "then": None}, "rule.missing_step", "then", None),
        ({"then": {"did": "ordered"}}, "rule.missing_key", "did", None),
        (
            {"did": "viewed", "then": {"did": "ordered", "within": "367d"}},
            "rule.impossible_window",
            "then.within",
            None,
        ),
        ({"did": "viewed", "then": {"did": "ordered", "since": "joined"}}, "rule.unknown_key", "then.since", None),
        ({"did": "viewed", "times": 2, "then": {"did": "ordered"}}, "rule.counted_sequence", "times", None),
        (
            {
                "did": "viewed",
                "then": {"did": "viewed", "then_not": {"did": "ordered", "where": {"product.brnd": "X"}}},
            },
            "rule.unknown_property",
            "then.then_not.where.product.brnd",
            "product.brand",
        ),
        (
            {"did": "viewed", "then_not": {"did": "ordered", "then": {"did": "viewed"}}},
            "rule.unknown_key",
            "then_not.then",
            None,
        ),
        ({"all": {"reachable": "sms"}}, "rule.wrong_type", "all", None),
        ({"all": [], "any": []}, "rule.mixed_group", "any", None),
        ({"not": [{"reachable": "sms"}]}, "rule.wrong_type", "not", None),
        ([], "rule.wrong_type", "", None),
        ({}, "rule.unknown_leaf", "", None),
    ],
)
def test_it_refuses_with_the_path_and_the_nearest_name(rule: Any, code: str, where: str, mend: str | None) -> None:
    with pytest.raises(Refusal) as refused:
        parse_rule(rule, KNOWN)
    assert (refused.value.code, refused.value.where or "") == (code, where)
    assert refused.value.text.zh
    assert refused.value.text.en
    if mend:
        assert refused.value.mend is not None
        assert mend in refused.value.mend.en


@pytest.mark.parametrize("depth", [17, 200, 5000])
@pytest.mark.parametrize("group", ["all", "not"])
def test_a_rule_nested_too_deep_is_refused_without_recursion(depth: int, group: str) -> None:
    rule: Any = {"reachable": "sms"}
    for _ in range(depth):
        rule = {group: [rule] if group == "all" else rule}
    with pytest.raises(Refusal) as refused:
        parse_rule(rule)
    assert refused.value.code == "rule.too_deep"


def test_sixteen_levels_are_not_too_deep() -> None:
    rule: Any = {"reachable": "sms"}
    for _ in range(15):
        rule = {"not": rule}
    parse_rule(rule)


def test_a_sequence_has_at_most_five_steps() -> None:
    def steps(count: int) -> dict[str, Any]:
        return {"did": "viewed", "then": steps(count - 1)} if count > 1 else {"did": "viewed"}

    parse_rule(steps(5))
    with pytest.raises(Refusal) as refused:
        parse_rule(steps(500))
    assert (refused.value.code, refused.value.where) == ("rule.too_many_steps", "then.then.then.then.then")


def test_more_than_two_hundred_leaves_are_refused() -> None:
    leaf = {"reachable": "sms"}
    parse_rule({"any": [leaf] * 200})
    with pytest.raises(Refusal) as refused:
        parse_rule({"any": [leaf] * 201})
    assert refused.value.code == "rule.too_many_leaves"


def test_a_yen_has_no_cents() -> None:
    with pytest.raises(Refusal, match="JPY"):
        parse_rule({"feature": "money_365d", "is": {"gt": Decimal("1.5")}}, Known("JPY"))
