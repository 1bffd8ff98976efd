"""Settings of a workspace by the API."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from siyu.accounts.models import AuditEntry, User, Workspace
from tests.conftest import MakeClient

pytestmark = pytest.mark.django_db

SETTINGS = "/workspaces/shop/settings"


def test_it_tells_name_currency_zone_and_clock(api: MakeClient, bob: User) -> None:
    assert api(bob).get(SETTINGS).json() == {
        "name": "Shop",
        "currency": "USD",
        "zone": "America/New_York",
        "clock": {"kind": "standing", "at": "2018-01-01T04:59:59+00:00"},
        "locked": [],
    }


def test_a_change_is_audited_with_old_and_new(api: MakeClient, alice: User) -> None:
    assert api(alice).patch(SETTINGS, {"zone": "Asia/Shanghai"}).json()["zone"] == "Asia/Shanghai"
    assert AuditEntry.objects.get().change == {"zone": ["America/New_York", "Asia/Shanghai"]}


def test_what_stays_the_same_is_not_audited(api: MakeClient, alice: User) -> None:
    api(alice).patch(SETTINGS, {"name": "Shop"})
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("change", [{"currency": "CNY"}, {"zone": "Asia/Shanghai"}])
def test_currency_and_zone_are_locked_once_facts_are_loaded(
    api: MakeClient, alice: User, workspace: Workspace, change: dict[str, str]
) -> None:
    Workspace.objects.update(has_facts_since=datetime.now(UTC))
    client = api(alice)
    assert client.patch(SETTINGS, change).status_code == 409
    assert client.get(SETTINGS).json()["locked"] == ["currency", "zone"]
    assert client.patch(SETTINGS, {"name": "Corner shop", "currency": "USD"}).status_code == 200


def test_a_shifted_clock_runs_on_from_the_given_instant(api: MakeClient, alice: User) -> None:
    api(alice).patch(SETTINGS, {"clock": {"kind": "shifted", "at": "2017-06-01T12:00:00+08:00"}})
    now = Workspace.objects.get(slug="shop").clock.now()
    assert timedelta(0) <= now - datetime(2017, 6, 1, 4, tzinfo=UTC) < timedelta(minutes=1)


def test_the_clock_may_run_real(api: MakeClient, alice: User) -> None:
    assert api(alice).patch(SETTINGS, {"clock": {"kind": "real"}}).json()["clock"]["kind"] == "real"


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"zone": "Asia/Shangai"}, "zone"),
        ({"currency": "yuan"}, "currency"),
        ({"name": " "}, "name"),
        ({"clock": {"kind": "standing"}}, "clock.at"),
        ({"clock": {"kind": "lunar"}}, "clock.kind"),
        ({"clock": {"kind": "standing", "at": "2017-01-01T00:00:00"}}, "clock.at"),
    ],
)
def test_it_refuses_what_makes_no_sense(api: MakeClient, alice: User, change: dict[str, object], where: str) -> None:
    answer = api(alice).patch(SETTINGS, change)
    assert answer.status_code == 422
    assert answer.json()["error"]["where"] == where
    assert set(answer.json()["error"]["message"]) == {"zh-CN", "en"}


def test_an_analyst_may_look_and_not_change(api: MakeClient, dora: User) -> None:
    assert api(dora).get(SETTINGS).status_code == 200
    assert api(dora).patch(SETTINGS, {"name": "Mine"}).status_code == 403
