"""The overview of the small shop, every number counted by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from siyu.accounts.models import User, Workspace


@pytest.fixture
def read(shop: Workspace, bob: User, api: Any) -> Any:
    def overview(days: int = 30) -> Any:
        answer = api(bob).get("/workspaces/shop/overview", days=days)
        assert answer.status_code == 200, answer.content
        return answer.json()

    return overview


def _values(overview: Any, field: str = "value") -> dict[str, float | None]:
    return {metric["name"]: metric[field] for metric in overview["metrics"]}


def test_a_month_holds_what_was_bought_in_it(read: Any) -> None:
    overview = read(31)
    assert (overview["period"], overview["members"]) == ({"from": "2017-12-01", "to": "2017-12-31"}, 19)
    values = _values(overview)
    # Orders 1–5, 8–10, 11–15 and 21 are bought; 6 was cancelled and 7 came back.
    assert values["orders"] == 14
    assert values["sales"] == 9300 - 300 - 500
    assert values["buyers"] == 8
    assert values["new_buyers"] == 8
    assert values["repeat_rate"] == pytest.approx(5 / 8)
    assert values["frequency"] == pytest.approx(13 / 8)
    assert values["member_share"] == pytest.approx(13 / 14)
    assert values["average_basket"] == pytest.approx(8500 / 14)


def test_the_period_before_has_the_same_length_and_its_own_refunds(read: Any) -> None:
    overview = read(15)
    assert overview["before"] == {"from": "2017-12-02", "to": "2017-12-16"}
    # Nothing had come back by the 16th: member 7's order still counted then.
    assert _values(overview, "before")["orders"] == 8
    assert _values(overview)["orders"] == 6
    assert _values(overview)["new_buyers"] == 0
    assert _values(overview, "change")["orders"] == pytest.approx(-0.25)


def test_the_trend_adds_up_to_the_period(read: Any) -> None:
    overview = read(31)
    assert sum(day["orders"] for day in overview["trend"]) == 14
    assert sum(day["sales_minor"] for day in overview["trend"]) == 8500
    assert sum(day["new_buyers"] for day in overview["trend"]) == 8
    cake_day = next(day for day in overview["trend"] if day["on"] == "2017-12-20")
    assert cake_day == {"on": "2017-12-20", "orders": 5, "sales_minor": 4500, "buyers": 5, "new_buyers": 0}


def test_moving_the_clock_alone_moves_the_numbers(shop: Workspace, read: Any) -> None:
    Workspace.objects.filter(pk=shop.pk).update(clock_stands_at=datetime(2018, 3, 1, tzinfo=UTC))
    values = _values(read(30))
    assert values["orders"] == 0
    assert values["average_basket"] is None


def test_an_empty_brand_is_told_to_import(workspace: Workspace, bob: User, api: Any) -> None:
    overview = api(bob).get("/workspaces/shop/overview").json()
    assert [action["code"] for action in overview["next_actions"]] == ["import_first"]
    assert _values(overview)["orders"] == 0
    assert overview["trend"] == []
