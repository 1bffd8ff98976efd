"""The check out of time against a naive count, on drawn purchases in any order; nothing later than its day is learnt."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from siyu.accounts.models import Workspace
from siyu.connect.loads.loading import load_batch
from siyu.understand.opening import open_inputs
from siyu.understand.recommendations.checking import check
from siyu.understand.recommendations.learning import fit
from siyu.unify.members.base import EVERYONE
from siyu.unify.members.models import Member
from siyu.unify.members.presence import add_presence

TODAY, DAYS, TOP = date(2017, 12, 31), 28, 10
Bought = tuple[int, str, date]


@pytest.fixture(scope="module")
def drawn() -> list[Bought]:
    """Sixty members of two tastes buy on a few days of sixty; each product has more than five buyers."""
    made = np.random.default_rng(7)
    rows = set()
    for member in range(1, 61):
        for _ in range(12):
            product = f"p{made.integers(0, 15) + 15 * (member % 2):02}"
            rows.add((member, product, TODAY - timedelta(days=int(made.integers(0, 60)))))
    return sorted(rows)


def test_popularity_hits_as_a_naive_count_has_it(workspace: Workspace, drawn: list[Bought]) -> None:
    _load(workspace, drawn, seed=1)
    with open_inputs(workspace) as inputs:
        report = check(inputs)
    rates = {one["mode"]: one for one in report["modes"]}
    for mode in ("any", "new", "again"):
        hit, tested = _popular(drawn, mode)
        assert rates[mode]["tested"] == tested
        assert rates[mode]["popular"][TOP - 1] == pytest.approx(hit / tested)
        assert rates[mode]["model"] == sorted(rates[mode]["model"])
    assert rates["any"]["model"][TOP - 1] > rates["any"]["popular"][TOP - 1]


def test_what_was_learnt_of_a_day_knows_nothing_of_later_ones(workspace: Workspace, drawn: list[Bought]) -> None:
    _load(workspace, drawn, seed=2)
    until = TODAY - timedelta(days=DAYS)
    with open_inputs(workspace) as inputs:
        whole = fit(inputs.until(until))
    other = Workspace.objects.create(slug="other", name="Other", clock_stands_at=workspace.clock_stands_at)
    Workspace.objects.filter(pk=other.pk).update(zone=workspace.zone, currency=workspace.currency)
    other.refresh_from_db()
    _load(other, [one for one in drawn if one[2] <= until], seed=3)
    with open_inputs(other) as inputs:
        early = fit(inputs.until(until))
    assert whole is not None
    assert early is not None
    assert whole[0] == early[0]
    assert whole[1].alike.toarray() == pytest.approx(early[1].alike.toarray(), abs=1e-5)
    assert whole[1].popular.tolist() == early[1].popular.tolist()


def _popular(bought: list[Bought], mode: str) -> tuple[int, int]:
    until = TODAY - timedelta(days=DAYS)
    early = [one for one in bought if one[2] <= until]
    buyers = {product: {m for m, p, _ in early if p == product} for _, product, _ in early}
    known = sorted((p for p, who in buyers.items() if len(who) >= 5), key=lambda p: (-len(buyers[p]), p))
    sold = {p: sum(1 for _, q, day in early if q == p and day > until - timedelta(days=DAYS)) for p in known}
    hit = tested = 0
    for member in {m for m, _, _ in early}:
        mine = {p for m, p, _ in early if m == member and p in known}
        came = {p for m, p, day in bought if m == member and day > until}
        came = {"any": came, "new": came - mine, "again": came & mine}[mode]
        allowed = {"any": known, "new": [p for p in known if p not in mine], "again": [p for p in known if p in mine]}
        told = sorted((p for p in allowed[mode] if sold[p]), key=lambda p: (-sold[p], known.index(p)))[:TOP]
        if mine and came:
            tested += 1
            hit += bool(came & set(told))
    return hit, tested


def _load(workspace: Workspace, bought: list[Bought], seed: int) -> None:
    people = sorted({member for member, _, _ in bought})
    Member.objects.bulk_create(Member(workspace=workspace, member_id=member, name="") for member in people)
    add_presence(workspace, EVERYONE, people)
    Workspace.objects.filter(pk=workspace.pk).update(next_member_id=max(people) + 1)
    lines = [_line(place, *one) for place, one in enumerate(bought)]
    np.random.default_rng(seed).shuffle(lines)
    load_batch(workspace, {"order_lines": pa.Table.from_pylist(lines)})


def _line(number: int, member: int, product: str, day: date) -> dict[str, Any]:
    return {
        "key": f"{number}:{product}", "order_key": str(number), "source_id": member,
        "occurred_at": datetime(day.year, day.month, day.day, 15, tzinfo=UTC), "occurred_hour": 10, "channel": "store",
        "store_key": "s1", "product_key": product, "currency": "USD", "quantity": 1.0, "sales_minor": 100,
        "discount_minor": 0, "coupon_minor": 0, "coupon_match_minor": 0,
    }  # fmt: skip
