"""Channels by API: shown without secrets, changed by owners only, checked, their calls listed in pages."""

from __future__ import annotations

import pytest

from siyu.accounts.models import User
from siyu.platforms.channels.models import Channel, PlatformCall
from siyu.platforms.channels.opening import secrets_of
from tests.conftest import MakeClient
from tests.sandboxes import ServedSandbox

PATH = "/workspaces/shop/channels"


@pytest.fixture
def made(alice: User, api: MakeClient, sandbox: ServedSandbox) -> int:
    body = {
        "kind": "wecom", "name": "Corp", "identity": "wwsandbox", "base_url": sandbox.url,
        "secrets": {"contact_secret": "secret-contact"},
    }  # fmt: skip
    answered = api(alice).post(PATH, body)
    assert answered.status_code == 201, answered.content
    assert "secret-contact" not in answered.content.decode()
    return int(answered.json()["id"])


def test_kinds_say_what_a_form_asks_for(alice: User, api: MakeClient) -> None:
    kinds = {one["name"]: one for one in api(alice).get("/workspaces/shop/channel-kinds").json()}
    wecom = kinds["wecom"]
    assert wecom["default_url"] == "https://qyapi.weixin.qq.com"
    assert [one["name"] for one in wecom["secrets"]][:2] == ["app_secret", "contact_secret"]
    settings = {one["name"]: one for one in wecom["settings"]}
    assert settings["agent_id"]["type"] == "integer" and settings["agent_id"]["default"] is None
    assert [one["value"] for one in settings["mass_rule"]["choices"]] == ["daily_1", "weekly_7", "monthly_days"]
    assert settings["mass_rule"]["choices"][0]["label"]["zh-CN"] == "每天 1 条"
    assert all(one["label"]["zh-CN"] != one["name"] for one in wecom["settings"])


def test_no_answer_holds_a_secret_and_only_owners_see_the_address(
    made: int, alice: User, dora: User, bob: User, api: MakeClient
) -> None:
    shown = api(alice).get(f"{PATH}/{made}").json()
    assert shown["secrets"] == ["contact_secret"]
    assert shown["callback_address"] == f"/callbacks/{Channel.objects.get().callback_key}"
    for user in (dora, bob):
        seen = api(user).get(f"{PATH}/{made}")
        assert seen.json()["callback_address"] is None and "secret-contact" not in seen.content.decode()
        assert api(user).patch(f"{PATH}/{made}", {"name": "x"}).status_code == 403
        assert api(user).post(f"{PATH}/{made}/checks").status_code == 403
        assert api(user).post(PATH, {"kind": "wecom", "name": "x", "identity": "x"}).status_code == 403


def test_a_channel_is_changed_and_listed_with_how_it_does(made: int, alice: User, api: MakeClient) -> None:
    changed = api(alice).patch(f"{PATH}/{made}", {"name": "Brand", "secrets": {"app_secret": "secret-app"}}).json()
    assert (changed["name"], changed["secrets"]) == ("Brand", ["app_secret", "contact_secret"])
    assert secrets_of(Channel.objects.get())["app_secret"] == "secret-app"
    check = api(alice).post(f"{PATH}/{made}/checks")
    assert check.status_code == 201
    assert {one["code"] for one in check.json()["findings"]} >= {"contacts", "unionid", "groups"}
    (row,) = api(alice).get(PATH, search="bra").json()["items"]
    assert row["calls_today"] == PlatformCall.objects.count() > 5
    assert row["failures_today"] == 1
    assert (row["last_failure"]["errcode"], row["last"]["errcode"]) == (41057, 0)
    assert "developer" in row["last_failure"]["meaning"]["en"]
    assert api(alice).get(PATH, search="nothing").json()["items"] == []
    assert api(alice).get(f"{PATH}/{made}").json()["check"]["findings"] == check.json()["findings"]


def test_calls_come_in_pages_and_by_what_is_searched(made: int, alice: User, api: MakeClient) -> None:
    for number in range(5):
        PlatformCall.objects.create(channel_id=made, path=f"/cgi-bin/{number}", errcode=number % 2 or 0, ms=1)
    PlatformCall.objects.create(channel_id=made, path="/cgi-bin/slow", problem="timeout", ms=10_000)
    first = api(alice).get(f"{PATH}/{made}/calls", limit=4).json()
    assert [one["path"][-1] for one in first["items"]] == ["w", "4", "3", "2"]
    second = api(alice).get(f"{PATH}/{made}/calls", limit=4, cursor=first["next"]).json()
    assert ([one["path"][-1] for one in second["items"]], second["next"]) == (["1", "0"], None)
    failed = api(alice).get(f"{PATH}/{made}/calls", failed="true").json()["items"]
    assert [one["errcode"] for one in failed] == [None, 1, 1]
    assert failed[0]["meaning"]["en"] == "the platform did not answer in time"
    assert len(api(alice).get(f"{PATH}/{made}/calls", search="SLOW").json()["items"]) == 1


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"name": "x" * 101}, "name"),
        ({"secrets": {"app_secret": "x" * 9000}}, "secrets.app_secret"),
        ({"secrets": {"app_secret": "漢"}}, "secrets.app_secret"),
        ({"settings": {"agent_id": "many"}}, "settings.agent_id"),
        ({"owner": "me"}, "owner"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(
    body: dict[str, object], where: str, made: int, alice: User, api: MakeClient
) -> None:
    answered = api(alice).patch(f"{PATH}/{made}", body)
    assert answered.status_code == 422
    assert answered.json()["error"]["where"] == where
