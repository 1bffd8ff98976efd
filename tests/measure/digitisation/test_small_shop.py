"""Member share and online rate of the small shop, every number counted by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pytest

from siyu.accounts.models import AuditEntry, User, Workspace
from siyu.connect.loads.loading import load_batch
from siyu.measure.digitisation.jobs import record_online
from siyu.measure.digitisation.models import OnlineDay
from siyu.measure.digitisation.recording import record_today
from siyu.measure.digitisation.reports import digitisation_report
from siyu.measure.digitisation.targets import set_target, target_on
from siyu.unify.members.merge import undo_merge
from siyu.unify.members.models import Merge
from siyu.unify.members.presence import add_presence
from tests.conftest import MakeClient

PLACE = "/workspaces/shop/digitisation"


@pytest.fixture
def connected(shop: Workspace) -> Workspace:
    """Members 2, 3, 19 and 20 (who is 1) have a connection; 19 said no to WeCom, 2 unfollowed the account."""
    add_presence(shop, "openid", [2, 20])
    add_presence(shop, "external_userid", [3, 19])
    withdraw(shop, 19, "wecom")
    follow(shop, 2, "followed", 10)
    follow(shop, 2, "unfollowed", 11)
    return shop


def withdraw(workspace: Workspace, source_id: int, channel: str) -> None:
    from siyu.unify.consents.telling import Told, tell_consents

    at = datetime(2017, 12, 1, tzinfo=UTC)
    tell_consents(workspace, [Told(source_id, ("marketing", channel), "withdrawn", at)])


def follow(workspace: Workspace, source_id: int, what: str, day: int) -> None:
    event = {
        "key": f"{what}{source_id}:{day}",
        "source_id": source_id,
        "occurred_at": datetime(2017, 12, day, 15, tzinfo=UTC),
        "type": what,
        "channel": "official_account",
    }
    load_batch(workspace, {"events": pa.Table.from_pylist([event])})


def stand(workspace: Workspace, *moment: int) -> Workspace:
    Workspace.objects.filter(pk=workspace.pk).update(clock_stands_at=datetime(*moment, tzinfo=UTC))
    workspace.refresh_from_db()
    return workspace


def rows(report: dict[str, Any]) -> dict[str, tuple[int, int, int, int]]:
    return {
        row["key"]: (row["orders"], row["identified_orders"], row["members"], row["online"]) for row in report["rows"]
    }


def test_every_store_has_its_own_numbers(connected: Workspace) -> None:
    found = digitisation_report(connected, 31, "store")
    # Order 6 was cancelled, 7 came back, 21 is of nobody. Members 1–5 were last seen in store 2, 8–10 in store 1, and
    # the others never bought. 1 is online by the id of 20 that was merged into 1, 3 by WeCom.
    assert rows(found) == {"s1": (9, 8, 3, 0), "s2": (5, 5, 5, 2), "": (0, 0, 11, 0)}
    assert found["total"]["member_share"] == pytest.approx(13 / 14)
    assert (found["total"]["members"], found["total"]["online"]) == (19, 2)
    assert found["targets"] == {"member_share": 0.95, "online_rate": 0.95}


def test_the_days_add_up_to_the_period(connected: Workspace) -> None:
    found = digitisation_report(connected, 31, "store")
    assert [day["on"] for day in found["trend"]] == [date(2017, 12, day) for day in range(1, 32)]
    assert sum(day["orders"] for day in found["trend"]) == found["total"]["orders"] == 14
    assert sum(day["identified_orders"] for day in found["trend"]) == 13
    last = found["trend"][-1]
    assert (last["orders"], last["identified_orders"], last["member_share"], last["online"]) == (1, 0, 0.0, 2)
    assert found["trend"][5]["member_share"] is None
    assert found["trend"][0]["online_rate"] is None


def test_moving_the_clock_alone_moves_the_numbers(connected: Workspace) -> None:
    found = digitisation_report(stand(connected, 2017, 12, 25), 30, "store")
    # Nothing had come back yet, and the order of nobody had not happened.
    assert rows(found)["s1"][:2] == (9, 9)
    assert rows(found)["s1"][2:] == (4, 0)
    assert found["total"]["member_share"] == 1.0
    before_unfollowing = digitisation_report(stand(connected, 2017, 12, 11, 12), 5, "store")
    assert before_unfollowing["total"]["online"] == 3


def test_following_again_brings_the_connection_back(connected: Workspace) -> None:
    follow(connected, 2, "followed", 12)
    assert digitisation_report(connected, 1, "store")["total"]["online"] == 3


def test_a_withdrawal_on_either_side_of_a_merge_wins(connected: Workspace) -> None:
    withdraw(connected, 1, "official_account")
    assert digitisation_report(connected, 1, "store")["total"]["online"] == 1
    undo_merge(Merge.objects.get())
    assert digitisation_report(connected, 1, "store")["total"]["online"] == 2


def test_a_day_is_compared_with_what_was_counted_while_it_lasted(connected: Workspace) -> None:
    # The brand, two stores and none, no guide at all; counted again the same day, the rows are changed.
    assert record_today(connected) == 5
    assert record_online.func("shop") == 5
    assert OnlineDay.objects.count() == 5
    add_presence(connected, "openid", [15])
    found = digitisation_report(stand(connected, 2018, 1, 1, 12), 1, "store")
    assert (found["total"]["online"], found["total_before"]["online"], found["total_before"]["members"]) == (3, 2, 19)
    store = next(row for row in found["rows"] if row["key"] == "s2")
    assert (store["before"]["members"], store["before"]["online"]) == (5, 2)
    earlier = digitisation_report(stand(connected, 2017, 12, 30, 12), 1, "store")
    assert earlier["total_before"]["online_rate"] is None


def test_a_brand_without_anything_has_no_rates(workspace: Workspace) -> None:
    found = digitisation_report(workspace, 30, "staff")
    assert (found["total"]["member_share"], found["total"]["online_rate"], found["rows"]) == (None, None, [])


def test_a_target_holds_from_its_day_on_and_the_history_stays(shop: Workspace) -> None:
    set_target(shop, "online_rate", 0.5, date(2017, 12, 10), "alice")
    set_target(shop, "online_rate", 0.8, date(2017, 12, 20), "alice")
    set_target(shop, "online_rate", 0.7, date(2017, 12, 20), "alice")
    days = [date(2017, 12, day) for day in (9, 10, 19, 20, 31)]
    assert [target_on(shop, "online_rate", day) for day in days] == [0.95, 0.5, 0.5, 0.7, 0.7]
    assert target_on(shop, "member_share", days[-1]) == 0.95


def test_the_owner_sets_targets_in_the_api(shop: Workspace, api: MakeClient, alice: User, dora: User) -> None:
    body = {"metric": "member_share", "rate": 0.9}
    assert api(dora).post(f"{PLACE}/targets", body).status_code == 403
    made = api(alice).post(f"{PLACE}/targets", body)
    assert (made.status_code, made.json()["since_on"]) == (201, "2017-12-31")
    assert AuditEntry.objects.filter(action="target.set").count() == 1
    assert api(alice).post(f"{PLACE}/targets", {**body, "rate": 95}).status_code == 422
    assert api(alice).post(f"{PLACE}/targets", {**body, "metric": "mood"}).status_code == 422
    assert [one["rate"] for one in api(dora).get(f"{PLACE}/targets").json()] == [0.9]
    shown = api(dora).get(PLACE, days=31, by="staff").json()
    assert (shown["by"], shown["targets"]["member_share"], shown["period"]["from"]) == ("staff", 0.9, "2017-12-01")
    assert [(row["key"], row["orders"], row["members"]) for row in shown["rows"]] == [("", 14, 19)]


def test_the_overview_has_the_online_rate(connected: Workspace, api: MakeClient, bob: User) -> None:
    metrics = {one["name"]: one for one in api(bob).get("/workspaces/shop/overview", days=31).json()["metrics"]}
    assert metrics["online_rate"]["value"] == pytest.approx(2 / 19)
    assert metrics["online_rate"]["before"] is None
