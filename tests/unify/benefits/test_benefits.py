"""Points and coupons of other systems: in by file, once each, and shown on member 360 as of the clock."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.accounts.models import User, Workspace
from siyu.unify.members.merge import merge_members
from tests.conftest import MakeClient
from tests.files import RunFile, counts

pytestmark = pytest.mark.django_db
PERSON = [{"kind": "household", "from": "household"}]


def mapping(kind: str, **columns: str) -> dict[str, Any]:
    named = {name: {"from": column} for name, column in columns.items()}
    return {"imports": kind, "columns": named, "identifiers": PERSON}


POINTS = mapping("points", delta="points", occurred_at="at", reason="why")
COUPONS = mapping("coupons", coupon_key="coupon", type="state", occurred_at="at", value="worth", expires_on="until")


def test_entries_add_up_and_are_never_counted_twice(
    workspace: Workspace, run_csv: RunFile, api: MakeClient, dora: User
) -> None:
    rows = ("points,at,why,household", "100,2017-03-01,gift,7", "-30,2017-03-02,spent,7", "5,2017-03-02,gift,8")
    assert counts(run_csv(*rows, mapping=POINTS)) == (3, 3, 0, 0)
    assert counts(run_csv(*rows, mapping=POINTS)) == (3, 0, 3, 0)
    assert counts(run_csv(rows[0], "1.5,2017-03-01,half,7", "1,2017-03-01,,", mapping=POINTS)) == (2, 0, 0, 2)
    shown = api(dora).get("/workspaces/shop/members/1").json()["benefits"]
    assert (shown["points"]["balance"], shown["points"]["entries"]) == (70, 2)
    assert [entry["delta"] for entry in shown["points"]["latest"]] == [-30, 100]
    merge_members(workspace, 2, 1, because="same card", by="test")
    assert api(dora).get("/workspaces/shop/members/1").json()["benefits"]["points"]["balance"] == 75


def test_a_coupon_shows_what_happened_to_it_last(
    workspace: Workspace, run_csv: RunFile, api: MakeClient, dora: User
) -> None:
    run = run_csv(
        "coupon,state,at,worth,until,household",
        "c1,已核销,2017-03-01,,,7",
        "c1,已发放,2017-03-01,20.00,2017-12-31,7",
        "c2,,2017-02-01,5.00,,7",
        "c3,lost,2017-02-01,5.00,,7",
        mapping=COUPONS,
    )
    assert counts(run) == (4, 3, 0, 1)
    shown = api(dora).get("/workspaces/shop/members/1").json()["benefits"]["coupons"]
    assert [(one["coupon_key"], one["type"], one["value_minor"], one["expires_on"]) for one in shown] == [
        ("c1", "redeemed", 2000, "2017-12-31"),
        ("c2", "issued", 500, None),
    ]


def test_a_brand_without_points_shows_none(workspace: Workspace, run_csv: RunFile, api: MakeClient, dora: User) -> None:
    run_csv("name,household", "张三,7", mapping={"imports": "members", "columns": {}, "identifiers": PERSON})
    assert api(dora).get("/workspaces/shop/members/1").json()["benefits"] is None
