"""Tokens live 7200 seconds, repeat, die early, and open only what their secret may."""

from __future__ import annotations

import pytest

from siyu.platforms.crypto import sign_page
from tests.siyu_sandbox.playing import Player


def test_a_token_repeats_while_it_is_good_and_expires(play: Player) -> None:
    first = play._json("GET", "/cgi-bin/gettoken", {"corpid": "wwsandbox", "corpsecret": "secret-app"})
    assert first["expires_in"] == 7200
    play.act("clock", advance=7000)
    second = play._json("GET", "/cgi-bin/gettoken", {"corpid": "wwsandbox", "corpsecret": "secret-app"})
    assert (second["access_token"], second["expires_in"]) == (first["access_token"], 200)
    play.tokens["app"] = first["access_token"]
    assert play.get("getcallbackip", "app")["ip_list"] == ["127.0.0.1"]
    play.act("clock", advance=200)
    assert play.get("getcallbackip", "app")["errcode"] == 42001


def test_a_token_that_dies_early_is_invalid_and_another_is_given(play: Player) -> None:
    before = play.token("contact")
    assert play.act("token-deaths", holder="contact") == {"killed": 1}
    assert play.get("getcallbackip")["errcode"] == 40014
    play.tokens.clear()
    assert play.get("getcallbackip")["errcode"] == 0 and play.token("contact") != before


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"corpid": "wwother", "corpsecret": "secret-app"}, 40013),
        ({"corpid": "wwsandbox", "corpsecret": "wrong"}, 40001),
        ({"corpid": "wwsandbox"}, 41004),
        ({"corpsecret": "secret-app"}, 41002),
    ],
)
def test_a_wrong_corp_or_secret_is_refused(play: Player, query: dict[str, str], code: int) -> None:
    assert play._json("GET", "/cgi-bin/gettoken", query)["errcode"] == code


def test_every_secret_opens_its_own_paths_only(play: Player) -> None:
    assert play.get("user/get", "contact", userid="bob")["errcode"] == 48002
    assert play.get("ticket/get", "contact", type="agent_config")["errcode"] == 48002
    assert play._json("GET", "/cgi-bin/getcallbackip", {})["errcode"] == 41001
    assert play._json("GET", "/cgi-bin/getcallbackip", {"access_token": "made up"})["errcode"] == 40014


def test_tickets_repeat_and_sign_pages_but_open_nothing(play: Player) -> None:
    ticket = play.get("get_jsapi_ticket")["ticket"]
    assert (
        ticket == play.get("get_jsapi_ticket")["ticket"] != play.get("ticket/get", "app", type="agent_config")["ticket"]
    )
    assert len(sign_page(ticket, "n", "1", "http://a/")) == 40
    assert play._json("GET", "/cgi-bin/getcallbackip", {"access_token": ticket})["errcode"] == 40014
    codes = {play.get("get_jsapi_ticket")["errcode"] for _ in range(100)}
    assert codes == {0, 45009}


def test_wechatpy_fetches_a_token_again_when_its_own_died(play: Player) -> None:
    client = play.work_client("app")
    assert client.user.get("alice")["name"] == "爱丽丝"
    play.act("token-deaths", holder="app")
    assert client.user.get("bob")["position"] == "导购"
    play.act("clock", advance=7200)
    assert [one["id"] for one in client.department.list()] == [1, 2, 3]
    assert play.state("calls")["by_path"]["/cgi-bin/gettoken"] == {"0": 3}
