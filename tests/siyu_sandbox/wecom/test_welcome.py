"""A new pair is welcomed once, within 20 seconds, by whichever app comes first, unless the two chat already."""

from __future__ import annotations

from typing import Any

import pytest

from tests.siyu_sandbox.playing import Listener, Player

HELLO = {"text": {"content": "欢迎"}}


def met(play: Player, ears: Listener, **person: Any) -> tuple[str, dict[str, str]]:
    """Return a new customer and each app's code."""
    ears.heard.clear()
    someone = play.act("additions", member="alice", **person)["person"]["id"]
    return someone, {one["to"]: one["WelcomeCode"] for one in ears.heard if "WelcomeCode" in one}


def send(play: Player, code: str, app: str = "contact", **content: Any) -> int:
    return int(play.post("externalcontact/send_welcome_msg", app, welcome_code=code, **(content or HELLO))["errcode"])


def test_the_first_app_welcomes_and_the_other_comes_too_late(play: Player, ears: Listener) -> None:
    person, codes = met(play, ears)
    assert send(play, codes["app"], "contact") == 41050
    assert [send(play, codes["contact"]), send(play, codes["contact"]), send(play, codes["app"], "app")] == [
        0,
        41050,
        41051,
    ]
    (received,) = play.state("people")[person]["inbox"]
    assert (received["channel"], received["sender"], received["content"]) == ("welcome", "alice", HELLO)


def test_a_code_ends_after_twenty_seconds(play: Player, ears: Listener) -> None:
    _, codes = met(play, ears)
    play.act("clock", advance=19)
    assert send(play, codes["contact"], text={"content": ""}) == 40058
    play.act("clock", advance=1)
    assert send(play, codes["contact"]) == 41050
    assert play.state("greetings")[0]["tries"] == 2


def test_who_chats_already_is_not_welcomed(play: Player, ears: Listener) -> None:
    person, codes = met(play, ears)
    play.act("chats", person=person, member="alice", text="在吗")
    assert send(play, codes["contact"]) == 41051


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({"text": {}}, 40058),
        ({"text": {"content": "测" * 1334}}, 40058),
        ({"attachments": [{"msgtype": "link", "link": {"title": "t", "url": "http://a"}}] * 10}, 40058),
        ({"attachments": [{"msgtype": "voice", "voice": {}}]}, 40008),
        ({"attachments": [{"msgtype": "image", "image": {"media_id": "gone"}}]}, 40007),
        ({"attachments": [{"msgtype": "image", "image": {}}]}, 40007),
        ({"attachments": [{"msgtype": "link", "link": {"title": "测" * 43, "url": "http://a"}}]}, 40058),
        (
            {"attachments": [{"msgtype": "miniprogram", "miniprogram": {"title": "t", "appid": "a", "page": "p"}}]},
            40007,
        ),
    ],
)
def test_content_that_cannot_be_sent_leaves_the_code_good(
    play: Player, ears: Listener, content: Any, code: int
) -> None:
    _, codes = met(play, ears)
    assert send(play, codes["contact"], **content) == code
    assert send(play, codes["contact"], attachments=[{"msgtype": "image", "image": {"pic_url": "http://a/b"}}]) == 0


def test_no_code_is_given_when_the_console_greets_or_another_corp_comes(play: Player, ears: Listener) -> None:
    other = play.act("people", kind=2)["people"][0]["id"]
    assert met(play, ears, person=other)[1] == {}
    play.act("members", userid="alice", has_own_welcome=True)
    assert met(play, ears)[1] == {}


def test_the_code_of_a_half_contact_that_was_used_leaves_none_for_the_whole_one(play: Player, ears: Listener) -> None:
    way = play.post("externalcontact/add_contact_way", type=1, scene=2, user=["alice"])["config_id"]
    first, second = (play.act("scans", way=way, half=True)["person"]["id"] for _ in range(2))
    code = next(one["WelcomeCode"] for one in ears.heard if one["to"] == "contact")
    assert send(play, code) == 0
    ears.heard.clear()
    play.act("acceptances", person=first, member="alice")
    play.act("acceptances", person=second, member="alice")
    assert ["WelcomeCode" in one for one in ears.heard if one["to"] == "contact"] == [False, True]


def test_another_app_that_is_sending_is_a_fault_to_be_laid(play: Player, ears: Listener) -> None:
    _, codes = met(play, ears)
    play.act("faults", path="*/send_welcome_msg", code=41096, times=1)
    assert [send(play, codes["contact"]), send(play, codes["contact"])] == [41096, 0]


def test_wechatpy_welcomes(play: Player, ears: Listener) -> None:
    person, codes = met(play, ears)
    play.work_client().external_contact.send_welcome_msg({"welcome_code": codes["contact"], **HELLO})
    assert play.state("people")[person]["inbox"][0]["channel"] == "welcome"
