"""A page learns who looks at it by a code, once; the user's token opens nothing else."""

from __future__ import annotations

from typing import Any

from wechatpy.oauth import WeChatOAuth

from tests.siyu_sandbox.playing import Player, _Wire

WHO = {"appid": "wxsandbox", "secret": "secret-oa", "grant_type": "authorization_code"}


def change(play: Player, scope: str = "snsapi_base", **more: str) -> dict[str, Any]:
    person = play.act("people")["people"][0]["id"]
    code = play.act("oauth-codes", appid="wxsandbox", person=person, scope=scope)["code"]
    return play._json("GET", "/sns/oauth2/access_token", {**WHO, "code": code, **more}) | {"code": code}


def test_a_code_is_good_once(play: Player) -> None:
    found = change(play)
    again = play._json("GET", "/sns/oauth2/access_token", {**WHO, "code": found["code"]})
    assert again["errcode"] == 40163
    assert change(play, appid="wxsandboxsub", secret="secret-sub")["errcode"] == 40029
    user = {"access_token": found["access_token"], "openid": found["openid"]}
    assert play._json("GET", "/sns/auth", user)["errcode"] == 0
    assert play._json("GET", "/sns/userinfo", user)["errcode"] == 48001
    assert (
        play._json(
            "GET",
            "/cgi-bin/tags/get",
            user,
        )["errcode"]
        == 40001
    )


def test_a_name_needs_agreement_and_a_token_is_refreshed(play: Player) -> None:
    found = change(play, "snsapi_userinfo")
    play.act("clock", advance=7200)
    user = {"access_token": found["access_token"], "openid": found["openid"]}
    assert play._json("GET", "/sns/userinfo", user)["errcode"] == 42001
    again = {"appid": "wxsandbox", "grant_type": "refresh_token", "refresh_token": found["refresh_token"]}
    user["access_token"] = play._json("GET", "/sns/oauth2/refresh_token", again)["access_token"]
    assert play._json("GET", "/sns/userinfo", user)["nickname"]
    assert play._json("GET", "/sns/userinfo", {**user, "openid": "oOther"})["errcode"] == 40003
    assert play._json("GET", "/sns/oauth2/refresh_token", {**again, "refresh_token": "x"})["errcode"] == 40030


def test_wechatpy_logs_a_user_in(play: Player) -> None:
    person = play.act("people", name="小明")["people"][0]["id"]
    code = play.act("oauth-codes", appid="wxsandbox", person=person, scope="snsapi_userinfo")["code"]
    oauth = WeChatOAuth("wxsandbox", "secret-oa", "http://a/", scope="snsapi_userinfo")
    oauth._http.mount("https://", _Wire(play.sandbox))
    oauth.fetch_access_token(code)
    assert oauth.check_access_token() and oauth.get_user_info()["nickname"] == "小明"
