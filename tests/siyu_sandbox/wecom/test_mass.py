"""A group-send waits for members to tap; whoever had too much or left does not get it, and the results say so."""

from __future__ import annotations

from typing import Any

import pytest

from tests.siyu_sandbox.playing import NOON, Player, Refused

TEXT = {"text": {"content": "上新"}}


def customer(play: Player, member: str = "alice", person: str | None = None) -> str:
    more = {"person": person} if person else {}
    return str(play.act("additions", member=member, **more)["person"]["external_userid"])


def task(play: Player, **fields: Any) -> str:
    made = play.post("externalcontact/add_msg_template", **{**TEXT, **fields})
    assert made["errcode"] == 0, made
    return str(made["msgid"])


def results(play: Player, msgid: str, member: str = "alice") -> dict[str, int]:
    found = play.post("externalcontact/get_groupmsg_send_result", msgid=msgid, userid=member)
    assert found["errcode"] == 0, found
    return {one.get("external_userid") or one["chat_id"]: one["status"] for one in found["send_list"]}


def test_nothing_is_sent_until_the_member_taps(play: Player) -> None:
    one = customer(play)
    msgid = task(play, external_userid=[one])
    assert play.post("externalcontact/get_groupmsg_task", msgid=msgid)["errcode"] == 41063
    play.act("clock", advance=2)
    assert play.post("externalcontact/get_groupmsg_task", msgid=msgid)["task_list"] == [
        {"userid": "alice", "status": 0}
    ]
    assert results(play, msgid) == {one: 0}
    play.act("sends", msgid=msgid)
    sent = play.post("externalcontact/get_groupmsg_task", msgid=msgid)["task_list"]
    assert sent == [{"userid": "alice", "status": 2, "send_time": NOON + 2}]
    assert results(play, msgid) == {one: 1}
    with pytest.raises(Refused, match="sent it already"):
        play.act("sends", msgid=msgid, member="alice")


def test_the_member_who_talked_last_gets_it(play: Player) -> None:
    one = customer(play)
    customer(play, "bob", one)
    play.act("clock", advance=1)
    play.act("chats", person=one, member="alice")
    msgid = task(play, external_userid=[one, "wmnobody"])
    assert list(play.state("mass")[msgid]["tasks"]) == ["alice"]
    assert play.post("externalcontact/add_msg_template", **TEXT, external_userid=[one, "wmnobody"])["fail_list"] == [
        "wmnobody"
    ]


@pytest.mark.parametrize(("rule", "most"), [("daily_1", 1), ("weekly_7", 7), ("monthly_days", 30)])
def test_a_customer_receives_no_more_than_the_corps_rule(play: Player, rule: str, most: int) -> None:
    play.act("settings", settings={"mass_rule": rule, "dispatch_seconds": 0})
    one = customer(play)
    for number in range(most + 1):
        msgid = task(play, external_userid=[one])
        play.act("sends", msgid=msgid)
        assert results(play, msgid) == {one: 1 if number < most else 3}
    play.act("clock", advance={"daily_1": 1, "weekly_7": 7, "monthly_days": 16}[rule] * 86_400)
    play.tokens.clear()
    msgid = task(play, external_userid=[one])
    play.act("sends", msgid=msgid)
    assert results(play, msgid) == {one: 1}


def test_who_left_meanwhile_is_no_friend_any_more(play: Player) -> None:
    stays, leaves = customer(play), customer(play)
    msgid = task(play, sender="alice")
    play.act("blocks", person=leaves, member="alice")
    play.act("clock", advance=5)
    play.act("sends", msgid=msgid)
    assert results(play, msgid) == {stays: 1, leaves: 2}


def test_tags_choose_customers_one_of_each_group(play: Player) -> None:
    people = [customer(play) for _ in range(3)]
    tags = [
        play.post("externalcontact/add_corp_tag", group_name=name, tag=[{"name": "x"}])["tag_group"]["tag"][0]["id"]
        for name in ("a", "b")
    ]
    for person, given in zip(people, (tags, tags[:1], tags[1:]), strict=True):
        play.post("externalcontact/mark_tag", userid="alice", external_userid=person, add_tag=given)
    chosen = task(play, tag_filter={"group_list": [{"tag_list": tags[:1]}, {"tag_list": tags[1:]}]})
    play.act("clock", advance=5)
    assert list(results(play, chosen)) == people[:1]
    assert (
        play.post("externalcontact/add_msg_template", **TEXT, tag_filter={"group_list": [{"tag_list": ["et0"]}]})[
            "errcode"
        ]
        == 41048
    )


def test_groups_get_it_from_their_owner_and_only_sent_ones_show(play: Player) -> None:
    first, second = (play.act("groups", owner="alice")["group"]["chat_id"] for _ in range(2))
    assert play.post("externalcontact/add_msg_template", **TEXT, chat_type="group")["errcode"] == 40058
    msgid = task(play, chat_type="group", sender="alice", chat_id_list=[first])
    play.act("clock", advance=5)
    assert results(play, msgid) == {}
    play.act("sends", msgid=msgid)
    assert results(play, msgid) == {first: 1} and second != first


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"text": {}}, 40058),
        ({"external_userid": ["x"] * 10_001}, 40058),
        ({"chat_type": "all"}, 40058),
        ({"external_userid": ["wmnobody"]}, 41048),
        ({}, 40058),
        ({"sender": "nobody"}, 60111),
        ({"tag_filter": {"group_list": [{"tag_list": ["t"] * 101}]}}, 40058),
        ({"chat_type": "group", "sender": "alice", "chat_id_list": ["wrnone"]}, 90501),
    ],
)
def test_what_cannot_be_sent_is_refused(play: Player, fields: dict[str, Any], code: int) -> None:
    assert play.post("externalcontact/add_msg_template", **{**TEXT, **fields})["errcode"] == code


def test_a_task_is_reminded_three_times_a_day_listed_and_cancelled(play: Player) -> None:
    customer(play)
    msgid = task(play, sender="alice")
    codes = [play.post("externalcontact/remind_groupmsg_send", msgid=msgid)["errcode"] for _ in range(4)]
    assert codes == [0, 0, 0, 45009]
    ask = {"chat_type": "single", "start_time": NOON - 1, "end_time": NOON + 1}
    (listed,) = play.post("externalcontact/get_groupmsg_list_v2", **ask)["group_msg_list"]
    assert (listed["msgid"], listed["create_type"], "creator" in listed) == (msgid, 0, False)
    assert play.post("externalcontact/get_groupmsg_list_v2", **ask, filter_type=1)["group_msg_list"] == []
    assert play.post("externalcontact/cancel_groupmsg_send", msgid=msgid)["errcode"] == 0
    with pytest.raises(Refused, match="cancelled"):
        play.act("sends", msgid=msgid)
    assert play.post("externalcontact/get_groupmsg_task", msgid="msgnone")["errcode"] == 41047
    assert play.post("externalcontact/get_groupmsg_task")["errcode"] == 41046


def test_what_a_member_sends_by_hand_counts_too_and_shows_its_creator(play: Player) -> None:
    play.act("settings", settings={"mass_rule": "daily_1", "dispatch_seconds": 0})
    one = customer(play)
    play.act("member-sends", member="alice", text="晚上好")
    msgid = task(play, sender="alice")
    play.act("sends", msgid=msgid)
    assert results(play, msgid) == {one: 3}
    ask = {"chat_type": "single", "start_time": NOON - 1, "end_time": NOON + 1}
    rows = [
        play.post("externalcontact/get_groupmsg_list_v2", **ask, filter_type=kind)["group_msg_list"] for kind in (0, 1)
    ]
    assert [[(row["create_type"], row.get("creator")) for row in each] for each in rows] == [
        [(0, None)],
        [(1, "alice")],
    ]
    assert len(play.post("externalcontact/get_groupmsg_list_v2", **ask, creator="alice")["group_msg_list"]) == 1
    with pytest.raises(Refused, match="has no customers"):
        play.act("member-sends", member="bob", text="x")
