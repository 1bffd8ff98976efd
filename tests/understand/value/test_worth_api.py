"""Super users and promotions by the API, in the small shop whose numbers are known by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest

from siyu.accounts.models import User, Workspace
from siyu.connect.loads.loading import load_batch

HOME = "/workspaces/shop/value"


@pytest.fixture
def client(shop: Workspace, bob: User, api: Any) -> Any:
    return api(bob)


def test_the_head_of_two_days_and_who_moved(client: Any) -> None:
    found = client.get(f"{HOME}/head", since="2017-12-15").json()
    # Three bring 40 % of 79.00, and a fourth spent as much: 15.00. On the 15th five had 5.00 each of 37.00.
    assert (found["now"]["members"], found["now"]["entry_minor"], found["now"]["money_minor"]) == (4, 1500, 7900)
    assert (found["before"]["members"], found["before"]["entry_minor"]) == (5, 500)
    assert (found["now"]["value_users"], found["now"]["value_per_user_minor"]) == (8, 988)
    assert found["now"]["saved_share"] == pytest.approx(4 / 5)
    moves = {one["name"]: (one["members"], one["money_minor"], one["before_minor"]) for one in found["moves"]}
    assert moves == {"grew": (0, 0, 0), "slid": (1, 1000, 500), "stayed": (4, 6000, 2000)}
    (slid,) = client.get(f"{HOME}/head/members", since="2017-12-15", move="slid").json()
    assert (slid["member_id"], slid["money_minor"], slid["orders_before"]) == (5, 1000, 1)
    assert slid["name"] != "会员5"


def test_what_a_move_and_a_programme_select_is_what_they_count(client: Any) -> None:
    found = client.get(f"{HOME}/head", since="2017-12-15", quiet=15).json()
    sizes = {one["name"]: one["members"] for one in found["programmes"]}
    assert sizes == {"refer": 4, "grow": 0, "win_back": 0}
    for one in (*found["moves"], *found["programmes"]):
        assert client.post("/workspaces/shop/previews", {"rule": one["rule"]}).json()["size"] == one["members"]


def test_without_money_there_is_no_head(client: Any) -> None:
    found = client.get(f"{HOME}/head", on="2017-11-30").json()
    assert (found["since"], found["now"]["entry_minor"], found["programmes"]) == ("2017-10-31", None, [])
    assert client.get(f"{HOME}/head/members", on="2017-11-30", move="grew").json() == []


@pytest.mark.parametrize(
    ("asked", "code"),
    [({"on": "2018-01-01"}, "value.future"), ({"since": "2017-12-31"}, "value.order_of_days")],
)
def test_days_that_make_no_sense_are_refused(client: Any, asked: dict[str, str], code: str) -> None:
    assert client.get(f"{HOME}/head", **asked).json()["error"]["code"] == code


def test_five_of_eight_used_a_discount_in_every_order(client: Any) -> None:
    found = client.get(f"{HOME}/promotion").json()
    assert (found["dependence"]["buyers"], found["dependence"]["dependent"]) == (8, 5)
    assert (found["dependence"]["saved_minor"], found["dependence_before"]["rate"]) == (6250, None)
    assert client.post("/workspaces/shop/previews", {"rule": found["rule"]}).json()["size"] == 5
    assert (found["referral"]["known"], found["referral"]["named"]) == (False, False)


def test_a_referral_is_effective_when_it_led_to_an_order_of_somebody_else(client: Any, shop: Workspace) -> None:
    def told(key: str, member: int, order: str | None) -> dict[str, Any]:
        at = datetime(2017, 12, 30, 15, tzinfo=UTC)
        return {"key": key, "source_id": member, "occurred_at": at, "type": "referred", "order_key": order}

    # Of an order that stands; of none; of her own; of one that was cancelled; of one that came back.
    rows = [told("f1", 1, "8"), told("f2", 2, None), told("f3", 3, "3"), told("f4", 4, "6"), told("f5", 5, "7")]
    load_batch(shop, {"events": pa.Table.from_pylist(rows)})
    found = client.get(f"{HOME}/promotion").json()["referral"]
    assert (found["known"], found["named"], found["referrers"], found["effective"]) == (True, True, 5, 1)
    assert found["rate"] == pytest.approx(1 / 19)


def test_the_matrix_and_who_is_missing_in_it(client: Any) -> None:
    found = client.get(f"{HOME}/matrix", level="category", mostly=0.5).json()
    # Champions are nobody here; whoever bought the cake on the 20th is recent, ordered twice and spent most.
    assert [(one["name"], one["buyers"], one["label"]["zh-CN"]) for one in found["categories"]] == [
        ("BAKERY", 5, "烘焙"), ("DAIRY", 8, "乳品"),
    ]  # fmt: skip
    assert (found["members"], found["money_minor"], found["uncounted_minor"]) == (8, 7900, 0)
    assert sum(one["members"] for one in found["classes"]) == 8
    for cell in found["cells"]:
        members = next(one["members"] for one in found["classes"] if one["name"] == cell["of_class"])
        assert cell["buyers"] + cell["missing"] == members
        asked = {"level": "category", "class": cell["of_class"], "category": cell["category"]}
        white = client.get(f"{HOME}/matrix/white-space", **asked).json()
        assert (white["members"], len(white["items"])) == (cell["missing"], cell["missing"])
        preview = client.post("/workspaces/shop/previews", {"rule": white["rule"]}).json()
        assert preview["size"] == cell["missing"]
    error = client.get(f"{HOME}/matrix/white-space", **{"class": "best", "category": "DAIRY"}).json()["error"]
    assert (error["code"], error["where"]) == ("value.unknown_class", "class")
