"""Privacy requests over HTTP: only who has the permission, and an erasure only with the member's number or name."""

from __future__ import annotations

from datetime import timedelta

import pytest

from siyu.accounts.keys import make_key
from siyu.accounts.models import AuditEntry, User, Workspace
from siyu.unify.members.models import Member
from siyu.unify.privacy.carrying_out import carry_out_request, requests_to_go_on
from siyu.unify.privacy.models import PrivacyRequest
from tests.conftest import MakeClient

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
PLACE = "/workspaces/shop/privacy-requests"


def test_operators_and_analysts_may_not(shop: Workspace, api: MakeClient, bob: User, dora: User) -> None:
    for person in (bob, dora):
        for answer in (
            api(person).get(PLACE),
            api(person).get("/workspaces/shop/members/1/personal-data"),
            api(person).post(PLACE, {"kind": "export", "member_id": 1}),
            api(person).post(PLACE, {"kind": "erasure", "member_id": 1, "confirmed": "1"}),
        ):
            assert answer.status_code == 403, answer.content


def test_it_counts_what_goes(shop: Workspace, api: MakeClient, alice: User) -> None:
    told = api(alice).get("/workspaces/shop/members/20/personal-data").json()
    assert (told["member_id"], told["ids"]) == (1, 2)
    rows = {store["name"]: store["rows"] for store in told["stores"]}
    assert rows["lake.orders"] == 2
    assert rows["lake.order_lines"] == 3
    assert rows["identifiers"] == 4
    assert all(rows.values())


def test_an_erasure_needs_the_number_or_the_name(shop: Workspace, api: MakeClient, alice: User) -> None:
    for confirmed in ("", "2", "会员"):
        answer = api(alice).post(PLACE, {"kind": "erasure", "member_id": 1, "confirmed": confirmed})
        assert answer.json()["error"]["code"] == "privacy.not_confirmed"
    answer = api(alice).post(PLACE, {"kind": "erasure", "member_id": 1, "confirmed": "会员1"})
    assert answer.status_code == 202, answer.content
    again = api(alice).post(PLACE, {"kind": "erasure", "member_id": 20, "confirmed": "1"})
    assert again.status_code == 409


def test_it_is_done_and_tells_what_was_done(shop: Workspace, api: MakeClient, alice: User) -> None:
    asked = api(alice).post(PLACE, {"kind": "erasure", "member_id": 5, "confirmed": "5"}).json()
    assert (asked["state"], asked["receipt"]["stores"]) == ("queued", [])
    carry_out_request(asked["id"], grace=timedelta(0))
    done = api(alice).get(f"{PLACE}/{asked['id']}").json()
    assert done["state"] == "done"
    stores = {store["name"]: store for store in done["receipt"]["stores"]}
    assert stores["lake.orders"]["rows"] == 2
    assert stores["lake.orders"]["fate"] == "anonymised"
    assert "Accounting" in stores["lake.orders"]["keeps"]["en"]
    assert api(alice).get("/workspaces/shop/members/5").status_code == 404
    listed = api(alice).get(PLACE, kind="erasure", member_id=5).json()
    assert [row["id"] for row in listed["items"]] == [asked["id"]]
    assert {"erasure.asked", "erasure.done"} <= set(AuditEntry.objects.values_list("action", flat=True))


def test_a_member_nobody_knows(shop: Workspace, api: MakeClient, alice: User) -> None:
    assert api(alice).post(PLACE, {"kind": "export", "member_id": 99}).status_code == 404
    assert api(alice).get(f"{PLACE}/1").json()["error"]["code"] == "privacy.unknown"


def test_a_worker_that_died_is_followed_by_another(shop: Workspace, api: MakeClient, alice: User) -> None:
    asked = api(alice).post(PLACE, {"kind": "erasure", "member_id": 5, "confirmed": "5"}).json()
    PrivacyRequest.objects.update(state="running")
    assert requests_to_go_on() == [asked["id"]]


def test_what_is_on_its_way_is_waited_for(shop: Workspace, api: MakeClient, alice: User) -> None:
    from siyu.connect.imports.handing_over import keep_upload, order_import
    from tests.files import HEADER, LINES

    upload, _ = keep_upload(shop, [f"{HEADER}\no1,2017-03-01 10:00,milk,1,2.50,1005\n".encode()], "a.csv", by="a")
    order_import(upload, LINES, by="a")
    asked = api(alice).post(PLACE, {"kind": "erasure", "member_id": 5, "confirmed": "5"}).json()
    waiting = carry_out_request(asked["id"], grace=timedelta(0))
    assert (waiting.state, waiting.error and waiting.error["code"]) == ("waiting", "privacy.import_running")
    assert Member.objects.get(workspace=shop, member_id=5).erased_at is None


def test_a_key_of_an_owner_may(shop: Workspace, api: MakeClient) -> None:
    secret = make_key(shop, "dpo", "owner", by=None)[1]
    assert api(key=secret).get(PLACE).json()["total"] == 0
