"""Messages to staff name who could not get them; what is too much is dropped without a word."""

from __future__ import annotations

from typing import Any

from tests.siyu_sandbox.playing import Player


def send(play: Player, **fields: Any) -> dict[str, Any]:
    whole = {"touser": "alice", "msgtype": "text", "agentid": 1000002, "text": {"content": "待办"}, **fields}
    return play.post("message/send", "app", **whole)


def test_members_departments_and_all_are_reached_and_the_rest_named(play: Player) -> None:
    sent = send(play, touser="alice|nobody", toparty="3|99")
    assert (sent["invaliduser"], sent["invalidparty"]) == ("nobody", "99")
    assert [one["userid"] for one in play.state("staff_inbox")] == ["alice", "carol"]
    assert send(play, touser="@all")["invaliduser"] == "" and len(play.state("staff_inbox")) == 5
    assert send(play, touser="nobody")["errcode"] == 81013
    assert send(play, agentid=7)["errcode"] == 301002
    assert send(play, msgtype="card")["errcode"] == 40008
    assert send(play, msgtype="image", image={"media_id": "gone"})["errcode"] == 40007


def test_the_thirty_first_in_a_minute_is_dropped_silently(play: Player) -> None:
    assert {send(play, text={"content": str(number)})["errcode"] for number in range(35)} == {0}
    assert len(play.state("staff_inbox")) == 30


def test_a_duplicate_within_the_interval_is_dropped_when_asked_for(play: Player) -> None:
    for _ in range(2):
        send(play, enable_duplicate_check=1)
    play.act("clock", advance=1801)
    send(play, enable_duplicate_check=1)
    assert len(play.state("staff_inbox")) == 2


def test_wechatpy_sends(play: Player) -> None:
    play.work_client("app").message.send_text(1000002, "alice|bob", "早会")
    assert {one["userid"] for one in play.state("staff_inbox")} == {"alice", "bob"}
