"""What the leaves mean, on the small shop whose clock stands at the end of 2017 in New York."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from siyu.lib.errors import Refusal

EVERYONE = list(range(1, 20))


def test_ordered_counts_orders_that_were_neither_cancelled_nor_returned(holds_for: Any) -> None:
    assert holds_for({"did": "ordered"}) == [1, 2, 3, 4, 5, 8, 9, 10]


def test_times_counts_orders(holds_for: Any) -> None:
    assert holds_for({"did": "ordered", "times": {"gte": 2}}) == [1, 2, 3, 4, 5]


def test_never_is_times_zero_and_the_complement_of_ever(holds_for: Any) -> None:
    never = holds_for({"did": "ordered", "times": {"eq": 0}})
    assert never == holds_for({"not": {"did": "ordered"}})
    assert 20 not in never
    assert 7 in never


def test_a_window_in_days_holds_whole_days_today_included(holds_for: Any) -> None:
    milk = {"did": "ordered", "where": {"product.id": "milk"}}
    assert holds_for({**milk, "within": "22d"}) == [10]
    assert holds_for({**milk, "within": "23d"}) == [9, 10]
    assert holds_for({**milk, "within": "21d"}) == []


def test_hours_are_exact(holds_for: Any) -> None:
    assert holds_for({"did": "ordered", "within": "518h", "where": {"product.id": "milk"}}) == [10]
    assert holds_for({"did": "ordered", "within": "517h", "where": {"product.id": "milk"}}) == []


def test_between_includes_both_days(holds_for: Any) -> None:
    assert holds_for({"did": "ordered", "between": ["2017-12-02", "2017-12-03"]}) == [2, 3]


def test_since_joined_looks_from_the_day_of_joining(holds_for: Any) -> None:
    assert holds_for({"did": "ordered", "since": "joined"}) == [1, 2, 3, 4, 5, 8, 9, 10]


def test_conditions_on_a_line_must_hold_for_one_line(holds_for: Any) -> None:
    both = {"product.category": "BAKERY", "product.brand": "A"}
    assert holds_for({"did": "ordered", "where": both, "between": ["2017-12-01", "2017-12-10"]}) == []
    assert holds_for({"did": "ordered", "where": both}) == [1, 2, 3, 4, 5]


def test_conditions_on_order_and_line_meet_in_one_order(holds_for: Any) -> None:
    assert holds_for({"did": "ordered", "where": {"product.id": "milk", "order.net": {"gt": 3}}}) == [1, 2, 3, 4, 5]
    assert holds_for({"did": "ordered", "where": {"product.id": "cake", "store.id": "s1"}}) == []


def test_money_is_in_major_units_and_net_of_refunds(holds_for: Any) -> None:
    assert holds_for({"total": "ordered.net", "is": {"gte": 15}}) == [1, 2, 3, 4]
    assert holds_for({"total": "ordered.net", "is": {"between": [10, "14.99"]}}) == [5]


def test_a_sum_of_nothing_is_zero_and_an_average_is_missing(holds_for: Any) -> None:
    nothing = {"where": {"product.id": "cake"}}
    assert holds_for({"total": "ordered.net", **nothing, "is": {"lt": 1}}) == EVERYONE[5:]
    assert holds_for({"average": "ordered.net", **nothing, "is": {"lt": 1}}) == []
    assert holds_for({"average": "ordered.net", **nothing, "is": {"missing": True}}) == EVERYONE[5:]


def test_distinct_counts_values(holds_for: Any) -> None:
    assert holds_for({"distinct": "ordered.product.id", "is": {"gte": 3}}) == [1, 2, 3, 4, 5]
    assert holds_for({"distinct": "ordered.product.category", "is": 2}) == [1, 2, 3, 4, 5]


def test_the_day_of_refunds_is_their_own(holds_for: Any) -> None:
    assert holds_for({"did": "refunded", "within": "2d"}) == [5, 7]
    assert holds_for({"total": "refunded.amount", "is": {"gt": 3}}) == [5]


def test_what_a_merged_id_did_is_what_the_person_did(holds_for: Any) -> None:
    assert holds_for({"did": "viewed"}) == [1]
    assert holds_for({"did": "viewed", "where": {"product.category": "BAKERY"}}) == [1]


def test_touches_are_asked_like_events(holds_for: Any) -> None:
    assert holds_for({"did": "targeted", "where": {"campaign.id": 8}}) == [1]


def test_attributes_compare_as_text_and_days(holds_for: Any) -> None:
    assert holds_for({"attribute": "city", "is": "Wuhan"}) == list(range(1, 20, 2))
    assert holds_for({"attribute": "joined_on", "is": {"lte": "2017-11-02"}}) == [1, 2]
    assert holds_for({"attribute": "city", "is": {"missing": True}}) == []


def test_reachable_needs_an_identifier_and_no_withdrawal(holds_for: Any) -> None:
    assert holds_for({"reachable": "sms"}) == [1, 2]


def test_features_compare_and_a_missing_one_is_false(holds_for: Any) -> None:
    assert holds_for({"feature": "orders_total", "is": {"gte": 2}}) == [1, 2, 3, 4, 5]
    assert holds_for({"feature": "days_since_last_order", "is": {"gte": 0}}) == [1, 2, 3, 4, 5, 8, 9, 10]
    assert holds_for({"not": {"feature": "days_since_last_order", "is": {"gte": 0}}}) == [6, 7, *range(11, 20)]


def test_then_counts_whole_days_with_that_of_the_step_before_as_the_first(holds_for: Any) -> None:
    milk = {"did": "ordered", "where": {"product.id": "milk"}}
    cake = {"did": "ordered", "where": {"product.id": "cake"}}
    assert holds_for({**milk, "then": {**cake, "within": "17d"}}) == [4, 5]
    assert holds_for({**milk, "then": {**cake, "within": "16d"}}) == [5]
    assert holds_for({**milk, "then": {**cake, "within": "385h"}}) == [4, 5]
    assert holds_for({**milk, "then": {**cake, "within": "384h"}}) == [5]
    assert holds_for({**milk, "then": cake}) == [1, 2, 3, 4, 5]
    assert holds_for({**cake, "then": milk}) == []


def test_the_window_of_a_sequence_is_of_its_first_step(holds_for: Any) -> None:
    milk = {"did": "ordered", "where": {"product.id": "milk"}, "between": ["2017-12-02", "2017-12-04"]}
    assert holds_for({**milk, "then": {"did": "ordered"}}) == [2, 3, 4]
    assert holds_for({**milk, "then": {"did": "ordered", "then": {"did": "ordered"}}}) == []


def test_one_order_is_one_step_however_many_of_its_lines_match(holds_for: Any) -> None:
    lines = {"did": "ordered", "where": {"product.id": {"in": ["milk", "bread"]}}}
    assert holds_for({**lines, "then": lines}) == []


def test_then_not_comes_true_when_its_window_has_closed(inputs: Any) -> None:
    from siyu.understand.rules.evaluate import evaluate
    from siyu.understand.rules.parse import parse_rule

    rule = parse_rule(
        {"did": "ordered", "where": {"product.id": "milk"}, "then_not": {"did": "ordered", "within": "22d"}}
    )
    days = [sorted(evaluate([rule], replace(inputs, at=inputs.at + timedelta(days=day)))[0]) for day in (-1, 0, 1)]
    assert days == [[8], [8, 9], [8, 9, 10]]


def test_without_a_window_then_not_means_not_since(holds_for: Any) -> None:
    milk = {"did": "ordered", "where": {"product.id": "milk"}}
    assert holds_for({**milk, "then_not": {"did": "ordered"}}) == [8, 9, 10]
    assert holds_for({"did": "ordered", "then_not": {"did": "ordered"}}) == [1, 2, 3, 4, 5, 8, 9, 10]


def test_what_a_merged_id_did_is_a_step_of_the_person(holds_for: Any) -> None:
    assert holds_for({"did": "viewed", "then": {"did": "ordered", "within": "6d"}}) == [1]
    assert holds_for({"did": "viewed", "then": {"did": "ordered", "within": "5d"}}) == []


def test_top_and_bottom_rank_the_base_and_let_equals_in(holds_for: Any) -> None:
    assert holds_for({"top": 3, "by": "money_total"}) == [1, 2, 3, 4]
    assert holds_for({"top": "25%", "by": "money_total"}) == [1, 2, 3, 4, 5]
    assert holds_for({"bottom": 1, "by": "days_since_last_order"}) == [1, 2, 3, 4, 5]
    assert holds_for({"bottom": "100%", "by": "days_since_last_order"}) == [1, 2, 3, 4, 5, 8, 9, 10]


def test_a_feature_is_held_against_what_it_was_and_against_another(holds_for: Any) -> None:
    assert holds_for({"feature": "orders_30d", "is": {"gt": {"before": "30d"}}}) == [2, 3, 4, 5, 8, 9, 10]
    assert holds_for({"feature": "orders_30d", "is": {"gte": 1, "eq": {"before": "30d"}}}) == [1]
    half = {"feature": "orders_30d", "is": {"gt": 0, "lte": {"feature": "orders_total", "times": 0.5}}}
    assert holds_for(half) == [1]
    assert holds_for({"feature": "days_since_last_order", "is": {"lt": {"before": "30d"}}}) == []


def test_consent_is_agreed_to_by_one_id_and_withdrawn_by_none(shop: Any) -> None:
    from siyu.understand.opening import open_inputs
    from siyu.understand.rules.evaluate import evaluate
    from siyu.understand.rules.parse import parse_rule
    from siyu.unify.consents.telling import Told, tell_consents

    def agreed(scope: str) -> list[int]:
        with open_inputs(shop) as opened:
            return sorted(evaluate([parse_rule({"consent": scope})], opened)[0])

    day = datetime(2017, 12, 2, tzinfo=UTC)
    tell_consents(shop, [Told(number, ("marketing", "sms"), "given", day) for number in (20, 4)])
    tell_consents(shop, [Told(2, ("profiling", ""), "given", day)])
    assert (agreed("marketing.sms"), agreed("profiling"), agreed("sharing")) == ([1, 4], [2], [])
    tell_consents(shop, [Told(1, ("marketing", "sms"), "withdrawn", day)])
    assert agreed("marketing.sms") == [4]


def test_all_of_nothing_is_everyone_and_any_of_nothing_nobody(holds_for: Any) -> None:
    assert holds_for({"all": []}) == EVERYONE
    assert holds_for({"any": []}) == []


def test_an_unknown_segment_is_refused(holds_for: Any) -> None:
    with pytest.raises(Refusal, match="no segment"):
        holds_for({"segment": "nobody-saved-this"})


def test_many_leaves_at_once_are_the_leaves_one_by_one(holds_for: Any, inputs: Any) -> None:
    from siyu.understand.rules.evaluate import evaluate
    from siyu.understand.rules.parse import parse_rule

    rules = [
        {"did": did, "where": {"product.id": product}, "within": within, "times": {"gte": times}}
        for did in ("ordered", "viewed")
        for product in ("milk", "bread", "cake", "none")
        for within in ("12d", "400d", "700h")
        for times in (1, 2)
    ]
    rules += [{"total": "ordered.net", "within": f"{days}d", "is": {"gt": 4}} for days in (12, 25, 40)]
    together = evaluate([parse_rule(rule) for rule in rules], inputs)
    assert [sorted(members) for members in together] == [holds_for(rule) for rule in rules]


def test_some_members_get_the_bits_they_have_among_all(inputs: Any) -> None:
    from pyroaring import BitMap

    from siyu.understand.rules.evaluate import evaluate
    from siyu.understand.rules.parse import parse_rule

    some = BitMap([1, 3, 7, 12, 20])
    rules = [
        parse_rule(rule)
        for rule in (
            {"did": "ordered"},
            {"not": {"did": "ordered"}},
            {"did": "viewed"},
            {"feature": "orders_total", "is": {"gte": 2}},
            {"reachable": "post"},
            {"top": 3, "by": "money_total"},
            {"bottom": "50%", "by": "days_since_last_order"},
            {"did": "viewed", "then": {"did": "ordered"}},
            {"did": "ordered", "then_not": {"did": "ordered", "within": "5d"}},
            {"feature": "orders_30d", "is": {"gt": {"before": "30d"}}},
        )
    ]
    for limited, everyone in zip(evaluate(rules, inputs, some), evaluate(rules, inputs), strict=True):
        assert limited == everyone & some
