"""A code stands for a member or an outsider, once and for five minutes."""

from __future__ import annotations

from tests.siyu_sandbox.playing import Player


def code(play: Player, **fields: str) -> str:
    return str(play.act("oauth-codes", **fields)["code"])


def test_a_member_is_told_once(play: Player) -> None:
    one = code(play, member="alice")
    assert play.get("auth/getuserinfo", "app", code=one)["userid"] == "alice"
    assert play.get("auth/getuserinfo", "app", code=one)["errcode"] == 40029
    late = code(play, member="alice")
    play.act("clock", advance=300)
    assert play.get("auth/getuserinfo", "app", code=late)["errcode"] == 40029
    assert play.get("auth/getuserinfo", "app", code="x" * 600)["errcode"] == 40029


def test_an_outsider_has_an_openid_and_a_customer_an_external_userid(play: Player) -> None:
    stranger = play.act("people")["people"][0]["id"]
    assert set(play.get("auth/getuserinfo", "app", code=code(play, person=stranger))) == {"errcode", "errmsg", "openid"}
    known = play.act("additions", member="alice")["person"]
    found = play.get("auth/getuserinfo", "app", code=code(play, person=known["id"]))
    assert found["external_userid"] == known["external_userid"]


def test_private_information_needs_its_scope(play: Player) -> None:
    found = play.get("auth/getuserinfo", "app", code=code(play, member="alice", scope="snsapi_privateinfo"))
    detail = play.post("auth/getuserdetail", "app", user_ticket=found["user_ticket"])
    assert (detail["userid"], detail["email"]) == ("alice", "alice@sandbox.example")
    assert play.post("auth/getuserdetail", "app", user_ticket="made up")["errcode"] == 40058


def test_wechatpy_knows_the_older_path(play: Player) -> None:
    assert play.work_client("app").oauth.get_user_info(code(play, member="bob"))["UserId"] == "bob"
