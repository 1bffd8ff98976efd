"""Hints of a member from wishes and purchases, merged ids together, by the workspace's own rule."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest

from siyu.accounts.models import AuditEntry, User, Workspace
from siyu.connect.loads.loading import load_batch
from tests.conftest import MakeClient

pytestmark = pytest.mark.django_db
PLACE = "/workspaces/shop/members/1/hints"


@pytest.fixture
def asked(shop: Workspace) -> Workspace:
    """Member 1 (and 20, who is the same person) asks for still water at three visits, at the last for five at once."""
    told = [(1, 21, "Still  Water", 3, {}), (20, 22, "still water", 3, {}), (1, 23, "ＳＴＩＬＬ water", "5", {}),
            (1, 23, None, 1, {"product_key": "milk"}), (1, 23, "  ", 1, {}), (2, 23, "tea", 1, {})]  # fmt: skip
    rows = [
        {"key": f"w{number}", "source_id": source, "occurred_at": datetime(2017, 12, day, 15, tzinfo=UTC),
         "type": "requested" if day == 22 else "wished", "properties": json.dumps({"item": item, "quantity": quantity}),
         "product_key": None, **more}
        for number, (source, day, item, quantity, more) in enumerate(told)
    ]  # fmt: skip
    load_batch(shop, {"events": pa.Table.from_pylist(rows)})
    return shop


def test_it_is_a_hint_with_the_usual_quantity(asked: Workspace, api: MakeClient, dora: User) -> None:
    found = api(dora).get(PLACE).json()
    water = {"item": "still water", "name": None, "quantity": 3.0, "times": 3, "visits": 3, "last_on": "2017-12-23"}
    assert found == {"often": 3, "visits": 3, "items": [water]}
    assert api(dora).get("/workspaces/shop/members/20").json()["hints"] == found
    assert api(dora).get("/workspaces/shop/members/2/hints").json()["items"] == []


def test_what_is_bought_counts_and_a_cancelled_order_does_not(asked: Workspace, api: MakeClient, alice: User) -> None:
    rule = "/workspaces/shop/hint-settings"
    assert api(alice).put(rule, {"often": 2, "visits": 6}).json() == {"often": 2, "visits": 6}
    items = {hint["item"]: hint for hint in api(alice).get(PLACE).json()["items"]}
    assert (items["milk"]["times"], items["milk"]["name"]) == (2, "milk")
    assert items["still water"]["times"] == 3
    assert api(alice).get("/workspaces/shop/members/6/hints").json()["items"] == []
    assert AuditEntry.objects.get(action="settings.changed").change == {"often": [3, 2], "visits": [3, 6]}


@pytest.mark.parametrize("rule", [{"often": 4, "visits": 3}, {"often": 0, "visits": 3}, {"often": 1, "visits": 21}])
def test_an_impossible_rule_is_refused(shop: Workspace, api: MakeClient, alice: User, rule: Any) -> None:
    assert api(alice).put("/workspaces/shop/hint-settings", rule).status_code == 422


def test_only_who_may_change_settings(shop: Workspace, api: MakeClient, bob: User) -> None:
    assert api(bob).put("/workspaces/shop/hint-settings", {"often": 1, "visits": 1}).status_code == 403
