"""Consents over HTTP, by import and by identify; texts are kept in versions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from siyu.accounts.models import AuditEntry, User, Workspace
from siyu.unify.consents.models import Consent
from siyu.unify.members.models import Member
from tests.conftest import MakeClient
from tests.connect.collecting import CollectingClient, committing_here, load_all, write_key
from tests.files import counts, run_csv

__all__ = ["committing_here", "run_csv", "write_key"]
pytestmark = pytest.mark.django_db(databases="__all__")
PLACE = "/workspaces/shop/members/3/consents"


def test_it_is_taken_down_with_the_newest_text(shop: Workspace, api: MakeClient, alice: User, bob: User) -> None:
    for zh in ("第一版", "第二版"):
        api(alice).post("/workspaces/shop/consent-texts", {"purpose": "marketing", "zh": zh, "en": "x"})
    told = {"purpose": "marketing", "channel": "sms", "how": "given", "proof": "form-8817"}
    answer = api(bob).post(PLACE, told)
    assert answer.status_code == 201, answer.content
    row = answer.json()["standing"][0]
    assert (row["how"], row["text_version"], row["source"], row["by"]) == ("given", 2, "console", "bob@shop.example")
    assert row["label"] == {"zh-CN": "营销信息·短信", "en": "Marketing by SMS"}
    assert AuditEntry.objects.filter(action="consent.given", object_id="3").count() == 1
    shown = api(bob).get("/workspaces/shop/members/3").json()
    assert shown["consents"]["standing"] == answer.json()["standing"]
    assert len(shown["consents"]["history"]) == 2


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"purpose": "fun", "how": "given"}, "consent.unknown_purpose"),
        ({"purpose": "marketing", "how": "given"}, "consent.unknown_channel"),
        ({"purpose": "marketing", "channel": "pigeon", "how": "given"}, "consent.unknown_channel"),
        ({"purpose": "profiling", "channel": "sms", "how": "given"}, "consent.no_channel"),
        ({"purpose": "profiling", "how": "given", "at": "2030-01-01T00:00:00Z"}, "consent.in_future"),
        ({"purpose": "profiling", "how": "given", "text_version": 7}, "consent.unknown_version"),
    ],
)
def test_what_cannot_be_is_refused(shop: Workspace, api: MakeClient, bob: User, body: Any, code: str) -> None:
    assert api(bob).post(PLACE, body).json()["error"]["code"] == code


def test_an_analyst_may_look_and_not_tell(shop: Workspace, api: MakeClient, dora: User) -> None:
    assert api(dora).get(PLACE).status_code == 200
    assert api(dora).post(PLACE, {"purpose": "profiling", "how": "given"}).status_code == 403
    answer = api(dora).post("/workspaces/shop/consent-texts", {"purpose": "profiling", "zh": "x"})
    assert answer.status_code == 403


def test_a_text_is_a_new_version_only_when_it_changed(shop: Workspace, api: MakeClient, alice: User) -> None:
    place, body = "/workspaces/shop/consent-texts", {"purpose": "sharing", "zh": "一", "en": "one"}
    assert api(alice).post(place, body).status_code == 201
    assert api(alice).post(place, body).json()["error"]["code"] == "consent.same_text"
    assert api(alice).post(place, {**body, "zh": " ", "en": ""}).json()["error"]["code"] == "consent.empty_text"
    assert api(alice).post(place, {**body, "zh": "二"}).status_code == 201
    texts = {one["purpose"]: one["versions"] for one in api(alice).get(place).json()}
    assert [version["version"] for version in texts["sharing"]] == [2, 1]
    assert texts["marketing"] == []


MAPPING = {
    "imports": "consents",
    "columns": {"scope": {"from": "what"}, "how": {"from": "how"}, "occurred_at": {"from": "at"}, "proof": {"from": "proof"}},
    "identifiers": [{"kind": "phone", "from": "phone"}],
}  # fmt: skip
LINES = ("what,how,at,proof,phone", "短信,同意,2017-05-01 10:00,form 1,13800000002",
         "profiling,withdrawn,2017-05-02 10:00,,13800000002", "marketing.pigeon,given,2017-05-02 10:00,,13800000002")  # fmt: skip


def test_a_file_of_consents(shop: Workspace, run_csv: Callable[..., Any]) -> None:
    assert counts(run_csv(*LINES, mapping=MAPPING)) == (3, 2, 0, 1)
    assert counts(run_csv(*LINES, mapping=MAPPING)) == (3, 0, 2, 1)
    rows = (
        Consent.objects.filter(source_id=2).order_by("at").values_list("purpose", "channel", "how", "source", "proof")
    )
    assert list(rows) == [
        ("marketing", "sms", "given", "import", "form 1"),
        ("profiling", "", "withdrawn", "import", ""),
    ]


def test_identify_tells_consents(shop: Workspace, committing_here: None, write_key: str) -> None:
    collect = CollectingClient(write_key)
    traits = {"plan": "gold", "consents": {"marketing.sms": True, "profiling": {"given": False, "proof": "app 3.1"},
                                           "marketing.pigeon": True}}  # fmt: skip
    collect("/v1/identify", {"userId": "u9", "messageId": "m1", "traits": traits})
    load_all(shop)
    member = Member.objects.get(member_id=21)
    assert member.attributes == {"plan": "gold", "consents": '{"marketing.pigeon": true}'}
    rows = Consent.objects.filter(source_id=21).values_list("purpose", "channel", "how", "source", "proof")
    assert set(rows) == {
        ("marketing", "sms", "given", "event", ""),
        ("profiling", "", "withdrawn", "event", "app 3.1"),
    }
