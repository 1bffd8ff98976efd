"""Users of mini-programs log in and give their phone by codes; codes with a scene have a picture."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.siyu_sandbox.playing import Player, Refused

WHO = {"appid": "wxsandboxmini", "secret": "secret-mini", "grant_type": "authorization_code"}


def log_in(play: Player, person: str, **more: str) -> dict[str, Any]:
    code = play.act("login-codes", person=person)["code"]
    return play._json("GET", "/sns/jscode2session", {**WHO, "js_code": code, **more})


def test_a_user_is_the_same_at_every_login_and_one_with_his_unionid(play: Player) -> None:
    person = play.act("people")["people"][0]
    first, second = log_in(play, person["id"]), log_in(play, person["id"])
    assert first["openid"] == second["openid"] and first["session_key"] != second["session_key"]
    assert "unionid" not in first and "errcode" not in first
    play.act("settings", settings={"unionid_bound": True})
    assert log_in(play, person["id"])["unionid"] == person["unionid"]


def test_codes_are_good_once_for_five_minutes_and_for_their_use(play: Player) -> None:
    person = play.act("people", phone="13800000000")["people"][0]["id"]
    phone = play.act("login-codes", person=person, use="phone")["code"]
    assert play._json("GET", "/sns/jscode2session", {**WHO, "js_code": phone})["errcode"] == 40029
    ask = lambda: play.post("/wxa/business/getuserphonenumber", "wxsandboxmini", code=phone)  # noqa: E731
    assert ask()["phone_info"]["purePhoneNumber"] == "13800000000"
    assert ask()["errcode"] == 40163
    late = play.act("login-codes", person=person)["code"]
    play.act("clock", advance=300)
    assert play._json("GET", "/sns/jscode2session", {**WHO, "js_code": late})["errcode"] == 40029
    assert log_in(play, person, secret="x")["errcode"] == 40001
    with pytest.raises(Refused, match="no mini-program"):
        play.act("login-codes", person=person, account="wxsandbox")


def test_one_user_logs_in_a_hundred_times_a_minute(play: Player) -> None:
    person = play.act("people")["people"][0]["id"]
    codes = [log_in(play, person).get("errcode", 0) for _ in range(101)]
    assert codes == [0] * 100 + [45011]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"scene": ""}, 40169),
        ({"scene": "a b"}, 40169),
        ({"scene": "x" * 33}, 40169),
        ({"scene": "a", "page": "pages/none"}, 41030),
    ],
)
def test_a_code_that_cannot_be_drawn_is_refused(play: Player, fields: dict[str, str], code: int) -> None:
    assert play.post("/wxa/getwxacodeunlimit", "wxsandboxmini", **fields)["errcode"] == code


def test_a_code_is_a_picture(play: Player) -> None:
    token = {"access_token": play.token("wxsandboxmini")}
    answer = play.send(
        "POST", "/wxa/getwxacodeunlimit", token, {"scene": "s=7&t=1", "page": "pages/x", "check_path": False}
    )
    assert answer.content_type == "image/png" and answer.body[1:4] == b"PNG"
    again = json.loads(play.send("POST", "/wxa/getwxacodeunlimit", token, {"scene": "s", "page": "pages/x"}).body)
    assert again["errcode"] == 41030


def test_custom_messages_follow_what_a_user_wrote(play: Player) -> None:
    person = play.act("people")["people"][0]["id"]
    openid = log_in(play, person)["openid"]
    send = {"touser": openid, "msgtype": "text", "text": {"content": "x"}}
    assert play.post("message/custom/send", "wxsandboxmini", **send)["errcode"] == 45015
    play.act("writings", account="wxsandboxmini", person=person)
    assert play.post("message/custom/send", "wxsandboxmini", **send)["errcode"] == 0
