"""The forecast by API: what it says of a brand whose customers are known, and of one with too few orders."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from siyu.accounts.models import User, Workspace
from siyu.understand.value import calibration
from siyu.understand.value.doubts import LEAST_REPEATERS, doubts_of
from siyu.understand.value.repeats import Repeats

TODAY = date(2025, 12, 31)
DAYS = 400


def _customers(count: int, seed: int, *, stop_on: int | None = None) -> list[np.ndarray]:
    """Return days of purchase of each: steady rates, and a chance to leave after each; `stop_on` ends all buying."""
    chance = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        rate, leaving, now, days = chance.gamma(1.2, 1 / 20), chance.beta(0.8, 4), chance.uniform(0, 250), []
        while now < DAYS and (stop_on is None or now < stop_on):
            days.append(int(now))
            if days[1:] and chance.random() < leaving:
                break
            now += chance.exponential(1 / rate) + 1
        found.append(np.unique(days))
    return [days for days in found if len(days)]


def _repeats(customers: list[np.ndarray], until: int) -> Repeats:
    known = [days for days in customers if days[0] <= until]
    seen = [days[days <= until] for days in known]
    first = np.array([days[0] for days in seen])
    frequency = np.array([len(days) - 1.0 for days in seen])
    chance = np.random.default_rng(1)
    start = np.datetime64(TODAY) - DAYS
    later = np.array([(days > until).sum() for days in known], dtype=float)
    return Repeats(
        member_ids=np.arange(len(known)),
        frequency=frequency,
        recency=np.array([float(days[-1] - days[0]) for days in seen]),
        age=until - first.astype(float),
        spent=np.where(frequency > 0, chance.gamma(6, 900, len(known)), np.nan),
        later=later,
        later_minor=later * 5_000,
        until=TODAY - timedelta(days=DAYS - until),
        first_on=start + first,
    )


def _calibrated(monkeypatch: pytest.MonkeyPatch, customers: list[np.ndarray], days: int = 120) -> Any:
    monkeypatch.setattr(calibration, "read_repeats", lambda _, until: _repeats(customers, DAYS - (TODAY - until).days))
    return calibration.calibrate(SimpleNamespace(today=TODAY), days)


def test_it_is_trusted_where_people_buy_as_the_model_says(monkeypatch: pytest.MonkeyPatch) -> None:
    found = _calibrated(monkeypatch, _customers(4_000, 3))

    assert doubts_of(found) == []
    assert found.total == pytest.approx(found.came, rel=0.1)
    assert found.errors[0] < found.errors[1]
    assert found.due.told == pytest.approx(found.due.came, abs=0.1)
    for band in found.quiet:
        assert band.members < 100 or band.told == pytest.approx(band.came, abs=0.12)
    assert sum(one.members for one in found.purchases) == sum(one.members for one in found.quiet) == found.members


def test_it_is_doubted_where_everybody_stops_buying(monkeypatch: pytest.MonkeyPatch) -> None:
    found = _calibrated(monkeypatch, _customers(4_000, 3, stop_on=300))

    assert any("purchases told in all" in doubt.en for doubt in doubts_of(found))


def test_it_is_doubted_where_few_bought_again(monkeypatch: pytest.MonkeyPatch) -> None:
    found = _calibrated(monkeypatch, _customers(150, 3))

    assert any("have bought again" in doubt.en for doubt in doubts_of(found))


def test_it_is_doubted_where_the_data_begin_in_the_middle(monkeypatch: pytest.MonkeyPatch) -> None:
    everybody_at_once = [days - days[0] for days in _customers(2_000, 3)]
    found = _calibrated(monkeypatch, everybody_at_once)

    assert any("at the very start" in doubt.en for doubt in doubts_of(found))


def test_the_small_shop_gets_one_with_its_doubts(shop: Workspace, bob: User, api: Any) -> None:
    found = api(bob).get("/workspaces/shop/value/forecast", days=30).json()

    assert sum(each["members"] for each in found["tenths"]) == found["members"]
    assert sum(each["purchases"] * each["members"] for each in found["tenths"]) == pytest.approx(found["purchases"])
    assert found["repeaters"] < LEAST_REPEATERS
    assert found["calibration"] is None or found["calibration"]["doubts"]


def test_a_brand_without_orders_is_told_why_there_is_none(workspace: Workspace, bob: User, api: Any) -> None:
    answer = api(bob).get(f"/workspaces/{workspace.slug}/value/forecast", days=30)

    assert answer.status_code == 409
    assert answer.json()["error"]["code"] == "value.no_model"
    assert answer.json()["error"]["mend"]["zh-CN"]


def test_impossible_days_are_refused(shop: Workspace, bob: User, api: Any) -> None:
    assert api(bob).get("/workspaces/shop/value/forecast", days=3).status_code == 422
