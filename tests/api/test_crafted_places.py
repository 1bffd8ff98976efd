"""Cursors, numbers and instants no client of ours would send are refused or answered, never a failure of the server."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.accounts.models import User, Workspace
from siyu.lib.paging import write_cursor
from tests.conftest import MakeClient
from tests.files import HEADER, RunFile, run_csv

pytestmark = pytest.mark.django_db
__all__ = ["run_csv"]

HOME = "/workspaces/shop"
SEGMENT = {"kind": "segment", "name": "x", "label": {"zh-CN": "买过", "en": "Bought"}, "rule": {"did": "ordered"}}
FAR = ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00", "1969-12-31T23:59:59Z"]


@pytest.fixture
def client(shop: Workspace, alice: User, api: MakeClient) -> Any:
    made = api(alice)
    assert made.post(HOME + "/segments", {"document": SEGMENT}).status_code == 201
    return made


@pytest.mark.parametrize(
    ("path", "numbers"), [("/members", 1), ("/segments/x/members", 1), ("/imports", 2), ("/audit", 1)]
)
def test_a_place_far_outside_is_an_empty_page_or_the_first(client: Any, path: str, numbers: int) -> None:
    for place in (-5, 2**40, 10**30):
        assert client.get(HOME + path, cursor=write_cursor([place] * numbers)).status_code == 200


def test_a_place_before_the_quarantine_is_its_beginning(run_csv: RunFile, alice: User, api: MakeClient) -> None:
    run = run_csv(HEADER, "o1,never,p1,1,2.50,7")
    answer = api(alice).get(f"{HOME}/imports/{run.pk}/quarantine", cursor=write_cursor([-5]))
    assert [row["row_no"] for row in answer.json()["items"]] == [1]


@pytest.mark.parametrize("at", ["2017-01-01T00:00:00", "0001-01-01T00:00:00+14:00", "soon"])
def test_an_instant_in_a_cursor_that_was_not_made_here(client: Any, at: str) -> None:
    for path in ("/members/1/orders", "/members/1/timeline"):
        answer = client.get(HOME + path, cursor=write_cursor([at, "k"]))
        assert answer.status_code == 422
        assert answer.json()["error"]["code"] == "paging.cursor"


@pytest.mark.parametrize("number", [0, 2**63, 10**30])
def test_numbers_nobody_has(client: Any, number: int) -> None:
    for path in ("/members/{}", "/members/{}/orders", "/segments/x/versions/{}"):
        assert client.get(HOME + path.format(number)).status_code == 404
    assert client.patch(f"{HOME}/users/{number}", {"role": "owner"}).status_code in {404, 422}
    assert client.post(f"{HOME}/users/{number}/login-links").status_code in {404, 422}
    assert client.delete(f"{HOME}/api-keys/{number}").status_code == 404


@pytest.mark.parametrize("at", FAR)
def test_an_instant_outside_of_what_can_be_reckoned_with(client: Any, at: str) -> None:
    sent = (
        client.post(HOME + "/previews", {"rule": {"did": "ordered", "within": "90d"}, "at": at}),
        client.post(HOME + "/api-keys", {"name": "x", "role": "analyst", "expires_at": at}),
        client.patch(HOME + "/settings", {"clock": {"kind": "standing", "at": at}}),
        client.patch(HOME + "/settings", {"clock": {"kind": "shifted", "at": at}}),
    )
    for answer in sent:
        assert answer.status_code == 422
        assert answer.json()["error"]["where"] in {"at", "expires_at", "clock.at"}


@pytest.mark.parametrize("at", ["1970-01-01T00:00:00Z", "2200-01-01T00:00:00Z"])
def test_the_clock_may_stand_at_either_end(client: Any, at: str) -> None:
    assert client.patch(HOME + "/settings", {"clock": {"kind": "standing", "at": at}}).status_code == 200
    for path in ("/overview?days=366", "/value/rfm?days=3650", "/members?sort=-money_total", "/members/1"):
        assert client.get(HOME + path).status_code == 200


@pytest.mark.parametrize("number", [-1, 2**63, 10**30])
def test_letters_nobody_has_are_refused(client: Any, number: int) -> None:
    for act in ("replays", "discards"):
        assert client.post(f"{HOME}/dead-letters/{act}", {"ids": [number]}).status_code == 422
        assert client.post(f"{HOME}/dead-letters/{act}", {"code": "event.nobody", "up_to": number}).status_code == 422
