"""RFM and forecast by command, on a shop of three orders."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from siyu.accounts.models import Workspace
from tests.cli.conftest import Run

ORDERS = """phone,order_id,order_time,amount
13800138000,o1,2026-01-02 10:00:00,12.50
13800138000,o2,2026-01-05 10:00:00,7.50
13800138001,o3,2026-01-03 10:00:00,99.00
"""
AT = ("--at", "2026-01-10T12:00:00Z")


@pytest.fixture
def orders(siyu: Run, shop: Workspace, tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text(ORDERS)
    assert siyu("import", "orders", str(tmp_path / "orders.csv")).returncode == 0


def test_rfm_by_fixed_thresholds(siyu: Run, orders: None) -> None:
    edges = ("--recency", "1,3,6,9", "--frequency", "1,2,3,4", "--money", "10.00,20.00,50.00,100.00")
    found = json.loads(siyu("rfm", *AT, *edges, "--members", "--format", "json").stdout)

    told = [(one["days_since"], one["orders"], one["money_minor"], one["r"], one["f"], one["m"]) for one in found]
    # Exactly on an edge is the lower class: two orders are not above 2, 20.00 is not above 20.00.
    assert sorted(told) == [(5, 2, 2000, 3, 2, 2), (7, 1, 9900, 2, 1, 4)]


def test_rfm_in_classes_counts_everybody_once(siyu: Run, orders: None) -> None:
    found = json.loads(siyu("rfm", *AT, "--format", "json").stdout)

    assert len(found) == 8
    assert sum(one["members"] for one in found) == 2
    assert sum(one["money_minor"] for one in found) == 11_900


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (("--recency", "1,2,3"), "four rising numbers"),
        (("--recency", "4,3,2,1"), "four rising numbers"),
        (("--recency", "a,b,c,d"), "four rising numbers"),
        (("--recency", "1,2,3,4"), "given together"),
    ],
)  # fmt: skip
def test_thresholds_that_are_none_are_refused(siyu: Run, orders: None, given: tuple[str, ...], why: str) -> None:
    refused = siyu("rfm", *given)

    assert refused.returncode != 0
    assert why in refused.stderr


@pytest.fixture
def many_orders(siyu: Run, shop: Workspace, tmp_path: Path) -> dict[str, list[date]]:
    """Sixty people who buy at rates of their own, with their days of purchase by phone."""
    chance, days = random.Random(4), {}
    for number in range(60):
        rate, day = chance.gammavariate(1.5, 0.04), date(2026, 1, 1) + timedelta(days=chance.randrange(60))
        bought = days.setdefault(f"138001390{number:02}", [])
        while day < date(2026, 5, 1) and (not bought or chance.random() > 0.1):
            bought.append(day)
            day += timedelta(days=1 + int(chance.expovariate(rate)))
    rows = [
        f"{phone},{phone}-{day},{day} 10:00:00,{chance.uniform(5, 80):.2f}" for phone in days for day in days[phone]
    ]
    (tmp_path / "many.csv").write_text("\n".join(["phone,order_id,order_time,amount", *rows]))
    assert siyu("import", "orders", str(tmp_path / "many.csv")).returncode == 0
    return days


def test_clv_sums_up_and_says_what_speaks_against_it(siyu: Run, many_orders: dict[str, list[date]]) -> None:
    done = siyu("clv", "--at", "2026-05-01T12:00:00Z", "--days", "30", "--format", "json")

    assert "fewer than 200" in done.stderr
    assert sum(one["members"] for one in json.loads(done.stdout)) == len(many_orders)


def test_clv_says_that_the_data_is_too_short_to_check(siyu: Run, many_orders: dict[str, list[date]]) -> None:
    assert "too short to check" in siyu("clv", "--at", "2026-05-01T12:00:00Z", "--days", "300").stderr


def test_clv_lists_members(siyu: Run, many_orders: dict[str, list[date]]) -> None:
    found = json.loads(siyu("clv", "--at", "2026-05-01T12:00:00Z", "--members", "--format", "json").stdout)

    told = [(one["frequency"], one["recency_days"], one["age_days"]) for one in found]
    wanted = [
        (len(days) - 1, (days[-1] - days[0]).days, (date(2026, 5, 1) - days[0]).days) for days in many_orders.values()
    ]
    assert sorted(told) == sorted(wanted)
    assert all(0 <= one["alive"] <= 1 and one["purchases"] >= 0 for one in found)


def test_clv_without_orders_says_why(siyu: Run, shop: Workspace) -> None:
    refused = siyu("clv")

    assert refused.returncode != 0
    assert "bought" in refused.stderr


def test_the_head_by_command_in_moves_programmes_and_members(siyu: Run, orders: None) -> None:
    found = json.loads(siyu("value", "head", *AT, "--since", "2026-01-04", "--format", "json").stdout)
    assert [(one["name"], one["members"]) for one in found] == [
        ("head", 1), ("grew", 0), ("slid", 0), ("stayed", 1), ("refer", 1), ("grow", 0), ("win_back", 0),
    ]  # fmt: skip
    listed = siyu("value", "head", *AT, "--since", "2026-01-04", "--members", "stayed", "--format", "json").stdout
    assert [one["money_minor"] for one in json.loads(listed)] == [9900]
    assert "must lie before" in siyu("value", "head", *AT, "--since", "2026-01-10").stderr


def test_promotion_by_command_says_what_is_missing(siyu: Run, orders: None) -> None:
    done = siyu("value", "promotion", *AT, "--format", "json")
    everybody = json.loads(done.stdout)[0]
    assert (everybody["class"], everybody["buyers"], everybody["dependent"]) == ("all", 2, 0)
    assert "no `referred` events" in done.stderr


def test_a_matrix_without_categories_is_empty_and_an_unknown_class_is_refused(siyu: Run, orders: None) -> None:
    assert json.loads(siyu("value", "matrix", *AT, "--format", "json").stdout) == []
    assert "no class best" in siyu("value", "matrix", "--white-space", "best", "DAIRY").stderr


def test_quadrants_and_channels_by_command(siyu: Run, orders: None) -> None:
    asked = ("value", "quadrant", *AT, "--of", "member", "--price", "50.00", "--frequency", "1", "--format", "json")
    found = json.loads(siyu(*asked).stdout)
    assert {one["quadrant"]: one["count"] for one in found} == {
        "repurchase": 0, "frequency": 1, "basket": 1, "reposition": 0,
    }  # fmt: skip
    assert "amount of 0 or more" in siyu("value", "quadrant", "--price", "dear").stderr
    done = siyu("value", "channels", *AT, "--industry", "beauty", "--format", "json")
    assert next(one["verdict"] for one in json.loads(done.stdout) if one["way"] == "one_to_one") == "fits"
    assert "--elderly" in done.stderr
