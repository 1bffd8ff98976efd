"""Every number of behaviour in the small shop is known by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.understand.behaviour.active import stickiness_report
from siyu.understand.behaviour.asking import Asked, open_asked
from siyu.understand.behaviour.cohorts import CohortQuestion, cohort_report
from siyu.understand.behaviour.documents import read_question
from siyu.understand.behaviour.funnels import funnel_report
from siyu.understand.behaviour.paths import PathQuestion, path_report
from siyu.understand.segments.changing import create_segment
from tests.understand.behaviour.conftest import CAKE_AGAIN
from tests.understand.segments.conftest import document

DAY = 86_400


def counts(asked: Asked, days: int = 90, **changes: Any) -> list[int]:
    report = funnel_report(asked, read_question({**CAKE_AGAIN, **changes}), days)
    return [step["members"] for step in report["steps"]]


def test_milk_buyers_come_back_for_cake(asked: Asked) -> None:
    # Order 6 was cancelled and 7's milk came back, so 1–5 and 8–10 bought milk; 1–5 cake on the 20th.
    report = funnel_report(asked, read_question(CAKE_AGAIN), 90)
    assert (report["entered"], report["completed"], report["rate"]) == (8, 5, 5 / 8)
    # After 19, 18, 17, 16 and 15 days.
    assert report["median_seconds"] == 17 * DAY
    assert [step["label"]["en"] for step in report["steps"]] == ["Ordered", "Bought cake"]
    assert report["steps"][1]["lost"] == 3
    assert report["members"] == 19


def test_a_shorter_window_leaves_some_out(asked: Asked) -> None:
    assert counts(asked, within="17d") == [8, 3]
    assert counts(asked, within="407h") == [8, 2]


def test_only_the_days_asked_for_count(asked: Asked) -> None:
    assert counts(asked, days=27) == [4, 1]


def test_who_may_still_go_on_is_told(shop: Workspace) -> None:
    with open_asked(shop, as_of=date(2017, 12, 19)) as asked:
        report = funnel_report(asked, read_question(CAKE_AGAIN), 90)
    # 7's milk has not come back yet on that day; nobody's nineteen days are over.
    assert (report["entered"], report["completed"], report["open"]) == (9, 0, 9)


def test_a_merged_member_goes_on_where_the_other_began(asked: Asked) -> None:
    # Member 1 was targeted on the 14th, member 20, the same person, viewed cake on the 15th; the cake came on the 20th.
    steps = [{"did": "targeted"}, {"did": "viewed"}, {"did": "ordered", "where": {"product.id": "cake"}}]
    assert counts(asked, steps=steps, within="7d") == [1, 1, 1]
    assert counts(asked, steps=list(reversed(steps)), within="7d") == [5, 0, 0]


def test_a_step_repeated_needs_two_orders(asked: Asked) -> None:
    assert counts(asked, steps=[{"did": "ordered"}] * 2, within="30d") == [8, 5]
    assert counts(asked, steps=[{"did": "ordered"}] * 3, within="30d") == [8, 5, 0]


def test_a_step_nothing_can_match_is_reached_by_nobody(asked: Asked) -> None:
    steps = [{"did": "ordered"}, {"did": "ordered", "where": {"product.category": "NOWHERE"}}]
    assert counts(asked, steps=steps) == [8, 0]


def test_groups_by_a_property_add_up(asked: Asked) -> None:
    report = funnel_report(asked, read_question({**CAKE_AGAIN, "by": {"property": "store.id"}}), 90)
    assert report["by"] == "store.id"
    assert [(one["value"], one["members"]) for one in report["groups"]] == [("s1", [8, 5])]
    steps = [{"did": "ordered", "where": {"product.id": "cake"}}, {"did": "refunded"}]
    report = funnel_report(asked, read_question({**CAKE_AGAIN, "steps": steps, "by": {"property": "store.id"}}), 90)
    assert [(one["value"], one["members"]) for one in report["groups"]] == [("s2", [5, 1])]


def test_groups_by_segments_may_overlap(shop: Workspace) -> None:
    access = command_line(shop)
    create_segment(access, document("wuhan", {"attribute": "city", "is": "Wuhan"}))
    create_segment(access, document("sms", {"reachable": "sms"}))
    question = read_question({**CAKE_AGAIN, "by": {"segments": ["wuhan", "sms"]}})
    with open_asked(shop) as asked:
        groups = funnel_report(asked, question, 90)["groups"]
    # Wuhan: 1, 3, 5, 9 of those who bought milk; by SMS: 1 and 2; neither: 4, 8, 10.
    assert [(one["value"], one["members"]) for one in groups] == [("wuhan", [4, 3]), ("sms", [2, 2]), (None, [3, 1])]


def test_a_segment_limits_every_report(shop: Workspace) -> None:
    create_segment(command_line(shop), document("sms", {"reachable": "sms"}))
    with open_asked(shop, segment="sms") as asked:
        assert counts(asked) == [2, 2]
        assert cohort_report(asked, CohortQuestion("month", 2, "ordered", "ordered"))["began"] == 2
        assert stickiness_report(asked, "ordered", 31)["active"] == 2
        assert path_report(asked, PathQuestion("ordered", False, 3, 30 * DAY, True), 31)["walked"] == 2


def test_cohorts_of_weeks(asked: Asked) -> None:
    report = cohort_report(asked, CohortQuestion("week", 5, "ordered", "ordered"))
    # December 2017: 1–3 in the week of 27 November, 4, 5, 8, 9, 10 in that of the 4th; the cake in that of the 18th.
    assert [(one["from"].isoformat(), one["size"]) for one in report["cohorts"]] == [
        ("2017-11-27", 3), ("2017-12-04", 5), ("2017-12-11", 0), ("2017-12-18", 0), ("2017-12-25", 0),
    ]  # fmt: skip
    assert report["cohorts"][0]["active"] == [3, 0, 0, 3, 0]
    assert report["cohorts"][1]["active"] == [5, 0, 2, 0]
    assert report["is_over"]
    assert report["average"][2] == {"age": 2, "members": 8, "active": 2, "rate": 0.25}


def test_cohorts_by_the_day_of_joining(asked: Asked) -> None:
    report = cohort_report(asked, CohortQuestion("month", 2, "joined_on", "ordered"))
    assert [(one["size"], one["active"]) for one in report["cohorts"]] == [(19, [0, 8]), (0, [0])]


def test_a_period_that_is_not_over_is_in_no_average(shop: Workspace) -> None:
    with open_asked(shop, as_of=date(2017, 12, 22)) as asked:
        report = cohort_report(asked, CohortQuestion("week", 4, "ordered", "ordered"))
    assert not report["is_over"]
    assert [one["age"] for one in report["average"]] == [0, 1, 2]
    assert report["cohorts"][0]["active"] == [3, 0, 0, 3]


def test_stickiness_by_hand(asked: Asked) -> None:
    report = stickiness_report(asked, "ordered", 12)
    by_day = {day["on"].day: day for day in report["trend"]}
    assert (by_day[20]["dau"], by_day[20]["wau"], by_day[20]["mau"]) == (5, 5, 8)
    assert by_day[20]["stickiness"] == 5 / 8
    assert (by_day[26]["wau"], by_day[27]["wau"]) == (5, 0)
    # On the 31st the first of December is out of the thirty days, but member 1 came back on the 20th.
    assert by_day[31]["mau"] == 8
    assert report["days_active"] == [{"days": 1, "members": 5}]
    assert report["mean_days_active"] == 1


def test_anything_counts_orders_and_events_and_no_touches(asked: Asked) -> None:
    day = {one["on"].day: one["dau"] for one in stickiness_report(asked, "any", 31)["trend"]}
    assert (day[14], day[15], day[16]) == (0, 1, 1)


def test_paths_from_and_to(asked: Asked) -> None:
    found = path_report(asked, PathQuestion("ordered", False, 4, 30 * DAY, True), 31)
    told = {tuple(one["path"]): one["members"] for one in found["sequences"]}
    # Once the same thing in a row counts once, 3–5, 8–10 only ordered, but 5 had money back and 7 is no buyer.
    assert told == {
        ("ordered",): 5,
        ("ordered", "refunded"): 1,
        ("ordered", "redeemed", "ordered"): 1,
        ("ordered", "targeted", "viewed", "ordered"): 1,
    }
    assert (found["walked"], found["went_on"]) == (8, 3)
    back = path_report(asked, PathQuestion("ordered", True, 3, 5 * DAY, True), 31)
    assert {tuple(one["path"]): one["members"] for one in back["sequences"]} == {
        ("ordered",): 6, ("ordered", "redeemed"): 1, ("ordered", "viewed"): 1,
    }  # fmt: skip
    assert back["names"][0]["label"]["zh-CN"] == "下单"


def test_repeats_can_be_kept(asked: Asked) -> None:
    found = path_report(asked, PathQuestion("ordered", False, 2, 30 * DAY, False), 31)
    told = {tuple(one["path"]): one["members"] for one in found["sequences"]}
    assert told[("ordered", "ordered")] == 3
    assert sum(told.values()) == 8


@pytest.mark.parametrize("name", ["nobody-does-this", "viewed"])
def test_paths_of_nobody_are_empty(shop: Workspace, name: str) -> None:
    with open_asked(shop, as_of=date(2017, 12, 1)) as asked:
        found = path_report(asked, PathQuestion(name, False, 3, DAY, True), 31)
    assert (found["walked"], found["links"], found["sequences"], found["names"]) == (0, [], [], [])
