"""A genuine callback is on the disk before it is answered; whatever is not genuine gets a clear refusal and leaves nothing."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import urlencode

import pytest

from siyu.accounts.models import User
from siyu.connect.callbacks import wsgi
from siyu.connect.callbacks.models import Callback, Handling
from siyu.connect.callbacks.receivers import receivers
from siyu.connect.inbox.committing import NotKeptError
from siyu.platforms.channels.models import Channel
from siyu.platforms.crypto import seal, sign
from tests.conftest import MakeClient
from tests.connect.callbacks.conftest import CORP
from tests.connect.callbacks.platform import KEY, TOKEN, Platform, added

NOW = int(time.time())


def address(channel: Channel, **query: str) -> str:
    return f"http://here/callbacks/{channel.callback_key}?{urlencode(query)}"


def code_of(answered: Any) -> str:
    return str(json.loads(answered.body)["error"]["code"])


def test_the_address_is_verified_by_the_published_vector(platform: Platform, wecom: Channel) -> None:
    echo = "Q3stYC6hdFzMh9T8HCvyDH0IHJENRtL8kKsqSYgg4gBeiTpo2e8dLmRRhxdna5yMVu0s4RoCX7iZ4LGYqVDhtA=="
    query = {"timestamp": "1700000000", "nonce": "nonce0001", "echostr": echo}
    right = address(wecom, msg_signature="31d646c78b21bcc7571721c11c7540f5c2eb77fd", **query)
    assert Channel.objects.get(pk=wecom.pk).callback_verified_at is None
    answered = platform.post(right, b"", "GET")
    assert (answered.status, answered.body) == (200, b"1616140317555161061")
    assert Channel.objects.get(pk=wecom.pk).callback_verified_at is not None
    wrong = address(wecom, msg_signature="31d646c78b21bcc7571721c11c7540f5c2eb77fe", **query)
    assert code_of(platform.post(wrong, b"", "GET")) == "callback.bad_signature"


def test_an_account_verifies_its_address_in_the_clear(platform: Platform, account: Channel) -> None:
    query = {"timestamp": "1700000400", "nonce": "plainN1", "echostr": "hello"}
    right = address(account, signature="135a47f2fad9c867ed698f97d62a3efcc3dedca9", **query)
    assert platform.post(right, b"", "GET").body == b"hello"
    assert platform.post(address(account, signature="135a", **query), b"", "GET").status == 403


def test_an_event_is_kept_sealed(platform: Platform, wecom: Channel) -> None:
    answered = platform.tell(wecom, **added(CreateTime=NOW, State="门店A", WelcomeCode="W1"))
    assert (answered.status, answered.body) == (200, b"")
    kept = Callback.objects.get()
    assert (kept.name, kept.kind, kept.channel_id) == (
        "change_external_contact.add_external_contact", "wecom", wecom.pk,
    )  # fmt: skip
    assert b"wmSim" not in bytes(kept.payload)
    assert {one.handler for one in Handling.objects.all()} >= {"facts.wecom"}


def test_an_account_hears_success(platform: Platform, account: Channel) -> None:
    answered = platform.tell(account, FromUserName="o1", MsgType="event", Event="subscribe", CreateTime=NOW)
    assert (answered.status, answered.body) == (200, b"success")


def test_an_event_sent_again_is_one_event(platform: Platform, wecom: Channel) -> None:
    for _ in range(4):
        assert platform.tell(wecom, **added(CreateTime=NOW)).status == 200
    assert Callback.objects.get().repeats == 3
    assert Handling.objects.filter(handler="facts.wecom").count() == 1


def test_two_people_who_scan_in_the_same_second_are_two(platform: Platform, wecom: Channel) -> None:
    platform.tell(wecom, **added("wm1", CreateTime=NOW, State="s"))
    platform.tell(wecom, **added("wm2", CreateTime=NOW, State="s"))
    platform.tell(wecom, **added("wm1", "lisi", CreateTime=NOW, State="s"))
    assert Callback.objects.count() == 3


def test_one_message_is_one_by_its_id_whatever_else_differs(platform: Platform, account: Channel) -> None:
    for at in (NOW, NOW + 1):
        platform.tell(account, FromUserName="o1", MsgType="text", Content="hi", MsgId="77", CreateTime=at)
    assert Callback.objects.count() == 1


def test_an_unknown_event_is_kept_and_counted(platform: Platform, wecom: Channel, dora: User, api: MakeClient) -> None:
    assert platform.tell(wecom, MsgType="event", Event="something_new", CreateTime=NOW).status == 200
    summary = api(dora).get("/workspaces/shop/callback-summary").json()
    assert summary["names"] == [{"name": "something_new", "count": 1}]


@pytest.mark.parametrize(
    ("how", "status", "code"),
    [
        ({"token": "AnotherToken"}, 403, "callback.bad_signature"),
        ({"whom": "ww9999999999999999"}, 403, "callback.not_for_us"),
        ({"CreateTime": NOW - 40 * 86400}, 403, "callback.too_old"),
    ],
)
def test_what_is_not_genuine_is_refused(
    platform: Platform, wecom: Channel, how: dict[str, Any], status: int, code: str
) -> None:
    answered = platform.tell(wecom, **{**added(CreateTime=NOW), **how})
    assert (answered.status, code_of(answered)) == (status, code)
    assert not Callback.objects.exists()


def test_refusals_are_counted_for_the_console(platform: Platform, wecom: Channel, dora: User, api: MakeClient) -> None:
    platform.tell(wecom, token="AnotherToken", **added(CreateTime=NOW))
    refused = api(dora).get("/workspaces/shop/callback-summary").json()["refused"]
    assert {"code": "callback.bad_signature", "count": 1} in refused


def _signed(channel: Channel, plain: bytes) -> tuple[str, bytes]:
    sealed = seal(plain, KEY, CORP, b"1" * 16)
    signature = sign(TOKEN, "1", "n", sealed)
    body = f"<xml><Encrypt>{sealed}</Encrypt></xml>".encode()
    return address(channel, msg_signature=signature, timestamp="1", nonce="n"), body


@pytest.mark.parametrize(
    ("plain", "code"),
    [
        (b'<!DOCTYPE x [<!ENTITY a "b">]><xml><Event>&a;</Event></xml>', "callback.doctype"),
        (b"<xml><Event>", "callback.malformed"),
        (b"nothing", "callback.malformed"),
    ],
)
def test_malformed_content_is_refused_even_when_it_is_signed(
    platform: Platform, wecom: Channel, plain: bytes, code: str
) -> None:
    answered = platform.post(*_signed(wecom, plain))
    assert (answered.status, code_of(answered)) == (400, code)


def test_sealed_content_of_another_key_is_refused(platform: Platform, wecom: Channel) -> None:
    sealed = seal(b"<xml/>", "A" * 43, CORP, b"1" * 16)
    url = address(wecom, msg_signature=sign(TOKEN, "1", "n", sealed), timestamp="1", nonce="n")
    assert code_of(platform.post(url, f"<xml><Encrypt>{sealed}</Encrypt></xml>".encode())) == "callback.not_for_us"


def test_what_comes_in_the_clear_is_refused_where_keys_are_set(platform: Platform, account: Channel) -> None:
    url = address(account, signature=sign(TOKEN, "1", "n"), timestamp="1", nonce="n")
    answered = platform.post(url, b"<xml><FromUserName>o1</FromUserName><Event>subscribe</Event></xml>")
    assert code_of(answered) == "callback.in_the_clear"


def test_too_large_a_body_is_not_read(platform: Platform, wecom: Channel) -> None:
    assert platform.post(address(wecom), b"x" * 65_537).status == 413


def test_only_get_and_post_are_answered(platform: Platform, wecom: Channel) -> None:
    assert platform.post(address(wecom), b"", "PUT").status == 405


def test_unknown_and_disabled_addresses_are_not_there(platform: Platform, wecom: Channel) -> None:
    assert platform.post("http://here/callbacks/" + "x" * 32, b"").status == 404
    Channel.objects.update(disabled_at="2026-01-01T00:00:00Z")
    receivers.forget()
    assert platform.tell(wecom, **added(CreateTime=NOW)).status == 404
    assert platform.post("http://here/elsewhere", b"").body == b"elsewhere"


def test_what_could_not_be_kept_is_not_acknowledged(
    platform: Platform, wecom: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def keep(self, row: object) -> None:
            raise NotKeptError("disk")

    monkeypatch.setattr(wsgi, "callback_committer", Broken())
    assert platform.tell(wecom, **added(CreateTime=NOW)).status == 503
