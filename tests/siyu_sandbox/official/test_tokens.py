"""The plain token replaces its predecessor after five minutes; the stable one repeats and is forced seldom."""

from __future__ import annotations

import pytest

from tests.siyu_sandbox.playing import Player

WHO = {"grant_type": "client_credential", "appid": "wxsandbox", "secret": "secret-oa"}


def plain(play: Player) -> str:
    return str(play._json("GET", "/cgi-bin/token", WHO)["access_token"])


def stable(play: Player, force: bool = False) -> dict[str, object]:
    return play._json("POST", "/cgi-bin/stable_token", {}, {**WHO, "force_refresh": force})


def code(play: Player, token: object) -> object:
    return play._json("GET", "/cgi-bin/tags/get", {"access_token": token}).get("errcode", 0)


def test_two_workers_that_refresh_race(play: Player) -> None:
    first, second = plain(play), plain(play)
    assert first != second and [code(play, first), code(play, second)] == [0, 0]
    play.act("clock", advance=300)
    assert [code(play, first), code(play, second)] == [42001, 0]
    play.act("token-deaths", holder="wxsandbox")
    assert code(play, second) == 40001
    assert code(play, "made up") == 40001


def test_the_stable_token_repeats_until_its_last_five_minutes(play: Player) -> None:
    first = stable(play)
    plain(play)
    play.act("clock", advance=6899)
    assert stable(play) == {**first, "expires_in": 301}
    play.act("clock", advance=1)
    renewed = stable(play)
    assert renewed["expires_in"] == 7200
    assert [code(play, first["access_token"]), code(play, renewed["access_token"])] == [0, 0]


def test_forcing_kills_the_token_before_but_not_twice_in_thirty_seconds(play: Player) -> None:
    first = stable(play)["access_token"]
    second = stable(play, force=True)["access_token"]
    assert [code(play, first), code(play, second)] == [40001, 0]
    assert stable(play, force=True)["access_token"] == second
    forced = 1
    for _ in range(25):
        play.act("clock", advance=30)
        before, second = second, stable(play, force=True)["access_token"]
        forced += second != before
    assert forced == 20


@pytest.mark.parametrize(
    ("change", "expected"),
    [({"secret": "x"}, 40001), ({"appid": "x"}, 40013), ({"grant_type": "x"}, 40002), ({"appid": None}, 41002)],
)
def test_a_wrong_account_is_refused(play: Player, change: dict[str, str], expected: int) -> None:
    query = {name: value for name, value in {**WHO, **change}.items() if value is not None}
    answer = play._json("GET", "/cgi-bin/token", query)
    assert answer["errcode"] == expected and " rid: " in answer["errmsg"]


def test_the_days_tokens_are_counted_and_cleared(play: Player) -> None:
    play.token("wxsandbox")
    quota = play.post("openapi/quota/get", "wxsandbox", cgi_path="/cgi-bin/token")["quota"]
    assert quota == {"daily_limit": 2000, "used": 1, "remain": 1999}
    codes = [play.post("clear_quota", "wxsandbox", appid="wxsandbox")["errcode"] for _ in range(11)]
    assert codes == [0] * 10 + [48006]
    assert play.post("openapi/quota/get", "wxsandbox", cgi_path="/cgi-bin/token")["quota"]["used"] == 0


def test_a_program_and_an_account_open_their_own_paths(play: Player) -> None:
    assert play.get("tags/get", "wxsandboxmini")["errcode"] == 48001
    assert play.post("/wxa/getwxacodeunlimit", "wxsandbox", scene="a")["errcode"] == 48001
    assert len(play.get("ticket/getticket", "wxsandbox", type="jsapi")["ticket"]) == 180
    assert play.get("user/get", "wxsandbox")["total"] == 0
    assert play.get("user/get", "app", userid="bob")["name"] == "鲍勃"
