"""The report by the API: the shop by name, a day that is over, a segment that is not there."""

from __future__ import annotations

from siyu.accounts.models import User, Workspace
from tests.conftest import MakeClient

PATH = "/workspaces/shop/connections"


def test_the_shop_is_told_by_kind_and_pool(shop: Workspace, dora: User, api: MakeClient) -> None:
    report = api(dora).get(PATH, days=365).json()
    assert report["members"] == 19  # one of the twenty reads as another
    assert sum(one["members"] for one in report["depth"]) == 19
    assert {one["name"] for one in report["kinds"]} == {
        "wecom", "official_account", "group", "mini_program", "app", "web", "store",
    }  # fmt: skip
    kinds = {one["name"]: one["members"] for one in report["kinds"]}
    assert report["mean_depth"] == sum(kinds.values()) / 19
    assert [one["name"] for one in report["pools"]] == ["public", "official_account", "wecom", "group", "purchase"]
    bought = report["pools"][-1]
    assert 0 < bought["entered"] <= bought["members"] <= 19
    assert len(report["crossings"]) == 20
    assert {one["name"] for one in report["contacts"]} == {"sms", "email", "wecom", "official_account"}


def test_of_a_day_that_is_over_contacts_are_not_known(shop: Workspace, dora: User, api: MakeClient) -> None:
    report = api(dora).get(PATH, as_of="2017-06-30", days=30).json()
    assert report["contacts"] is None
    assert report["period"] == {"from": "2017-06-01", "to": "2017-06-30"}
    assert report["before"] == {"from": "2017-05-02", "to": "2017-05-31"}
    assert api(dora).get(PATH, as_of="2018-06-30").status_code == 422
    assert api(dora).get(PATH, segment="nobody").status_code == 404
