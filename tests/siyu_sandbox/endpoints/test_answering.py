"""Requests that are wrong in any way get the platform's answer, never a crash; faults spoil good ones."""

from __future__ import annotations

import json
import random

import pytest

from siyu_sandbox.endpoints.table import ENDPOINTS
from tests.siyu_sandbox.playing import Player, Refused

LIST_ID = "/cgi-bin/user/list_id"


def code(play: Player, method: str, path: str, body: object = None, host: str = "") -> int:
    answer = play.send(method, path, {"access_token": play.token("directory")}, body, host)
    return int(json.loads(answer.body)["errcode"])


def test_an_unknown_path_is_404_on_wecom_and_40066_on_official_accounts(play: Player) -> None:
    answer = play.send("GET", "/cgi-bin/nothing")
    assert (answer.status, answer.body) == (404, b"")
    assert code(play, "GET", "/cgi-bin/nothing", host="api.weixin.qq.com") == 40066


def test_the_wrong_method_is_told(play: Player) -> None:
    assert code(play, "GET", LIST_ID) == 43002
    assert code(play, "POST", "/cgi-bin/gettoken") == 43001


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff", b'"text"', b"[" * 100_000])
def test_what_is_not_a_json_object_is_refused_with_the_platforms_warning(play: Player, body: bytes) -> None:
    answer = json.loads(play.send("POST", LIST_ID, {"access_token": play.token("directory")}, body).body)
    assert answer["errcode"] == 40058 and "wrong json format" in answer["errmsg"]


def test_a_message_of_wecom_ends_in_a_hint_and_the_caller(play: Player) -> None:
    answer = json.loads(play.send("GET", "/cgi-bin/getcallbackip").body)
    assert answer["errmsg"].startswith("access_token missing, hint: [1700020800_")
    assert answer["errmsg"].endswith(
        "from ip: 127.0.0.1, more info at https://open.work.weixin.qq.com/devtool/query?e=41001"
    )


def test_unknown_fields_pass_as_on_the_platform_unless_they_are_to_be_found(play: Player) -> None:
    assert code(play, "POST", LIST_ID, {"limti": 3}) == 0
    play.act("settings", settings={"unknown_field": "refuse"})
    assert code(play, "POST", LIST_ID, {"limti": 3}) == 40058


def test_too_many_calls_are_shut_out_for_as_long_as_the_window(play: Player) -> None:
    play.act("settings", settings={"limits": 0.001})
    codes = [code(play, "POST", LIST_ID) for _ in range(12)]
    assert codes == [0] * 10 + [45009] * 2
    play.act("clock", advance=59)
    assert code(play, "POST", LIST_ID) == 45009
    play.act("clock", advance=1)
    assert code(play, "POST", LIST_ID) == 0


def test_an_address_that_is_not_trusted_is_refused(play: Player) -> None:
    play.token("directory")
    play.act("settings", settings={"trusted_ips": ["10.0.0.1"]})
    assert code(play, "POST", LIST_ID) == 60020


def test_a_code_is_answered_instead_so_many_times(play: Player) -> None:
    play.token("directory")
    play.act("faults", path="/cgi-bin/user/*", code=-1, times=2)
    assert [code(play, "POST", LIST_ID) for _ in range(3)] == [-1, -1, 0]
    assert play.state("calls")["by_path"][LIST_ID] == {"-1": 2, "0": 1}


def test_answers_come_late_broken_or_with_another_message(play: Player) -> None:
    play.act("faults", path=LIST_ID, delay=3, broken=True, times=1)
    play.act("faults", path=LIST_ID, message="mass reworded", times=1)
    play.act("faults", path=LIST_ID, status=502, times=1)
    token = {"access_token": play.token("directory")}
    late, reworded, bad, fine = (play.send("POST", LIST_ID, token, {}) for _ in range(4))
    assert (late.delay, late.broken) == (3, True)
    assert json.loads(reworded.body)["errmsg"] == "mass reworded" and json.loads(reworded.body)["errcode"] == 0
    assert bad.status == 502 and fine.status == 200
    play.act("faults", code=45009)
    assert play.act("fault-clearings") == {"cleared": 1}


def test_the_control_api_says_what_is_wrong_in_both_languages(play: Player) -> None:
    answer = play.send("POST", "/_sandbox/clock", body={"advanec": 1})
    message = json.loads(answer.body)["error"]["message"]
    assert answer.status == 422
    assert message == {
        "zh-CN": "没有字段“advanec”；有：advance, speed",
        "en": "no field 'advanec'; there are: advance, speed",
    }
    assert play.send("POST", "/_sandbox/nothing").status == 404
    with pytest.raises(Refused, match="no app or account 'nobody'"):
        play.act("token-deaths", holder="nobody")


ODD = [
    None,
    True,
    0,
    -1,
    10**30,
    1.5,
    "",
    "x",
    "测" * 5000,
    "1",
    [],
    [None],
    ["x", 1],
    [{}],
    [{"id": []}],
    {},
    {"a": {"b": 1}},
]
TOKENS = {"contact": "contact", "app": "app", "directory": "directory"}
TOKENS |= {"service": "wxsandbox", "subscription": "wxsandboxsub", "mini": "wxsandboxmini"}
HOSTS = {"wecom": "qyapi.weixin.qq.com", "official": "api.weixin.qq.com", "control": ""}


def test_nothing_that_can_be_sent_breaks_an_endpoint(play: Player) -> None:
    draw = random.Random(7)
    rows = [row for row in ENDPOINTS.values() if row.path != "/_sandbox/clock"]
    for row in rows * 12:
        fields = {one.name: draw.choice(ODD) for one in row.fields if one.needed or draw.random() < 0.5}
        query = {"access_token": play.token(TOKENS[min(row.allowed)])} if row.allowed else {}
        method = row.method.split()[-1]
        in_query = method == "GET" or row.raw
        play.sandbox.world.frequencies.counts.clear()
        answer = play.send(
            method, row.path, fields | query if in_query else query, None if in_query else fields, HOSTS[row.platform]
        )
        assert answer.status in {200, 302, 404, 422}, row.path
