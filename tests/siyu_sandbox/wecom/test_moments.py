"""Moments: ten tasks a minute, posted by members, seen by at most four of the corp's a month, liked and commented on."""

from __future__ import annotations

from typing import Any

import pytest

from tests.siyu_sandbox.playing import NOON, Player

TEXT = {"text": {"content": "今日上新"}}


def posted(play: Player, **fields: Any) -> str:
    job = play.post("externalcontact/add_moment_task", **{**TEXT, **fields})["jobid"]
    assert play.get("externalcontact/get_moment_task_result", jobid=job)["status"] == 2
    play.act("clock", advance=2)
    return str(play.post("externalcontact/get_moment_task_result", jobid=job)["result"]["moment_id"])


def test_a_moment_is_planned_posted_seen_and_liked(play: Player) -> None:
    person = play.act("additions", member="alice")["person"]
    moment = posted(play, visible_range={"sender_list": {"user_list": ["alice", "nobody"]}})
    of = {"moment_id": moment, "userid": "alice"}
    who = [{"userid": "alice", "external_userid": person["external_userid"]}]
    assert play.post("externalcontact/get_moment_customer_list", **of)["customer_list"] == who
    assert play.post("externalcontact/get_moment_send_result", **of)["errcode"] == 41062
    assert play.post("externalcontact/get_moment_task", moment_id=moment)["task_list"] == [
        {"userid": "alice", "publish_status": 0}
    ]
    play.act("posts", moment_id=moment)
    assert play.post("externalcontact/get_moment_send_result", **of)["customer_list"] == [
        {"external_userid": person["external_userid"]}
    ]
    play.act("reactions", moment_id=moment, member="alice", person=person["id"])
    play.act("reactions", moment_id=moment, member="alice", person=person["id"], kind="comment")
    seen = play.post("externalcontact/get_moment_comments", **of)
    assert [len(seen["like_list"]), len(seen["comment_list"])] == [1, 1]
    assert play.post("externalcontact/get_moment_send_result", moment_id=moment, userid="bob")["errcode"] == 41061
    (listed,) = play.post("externalcontact/get_moment_list", start_time=NOON - 1, end_time=NOON + 9)["moment_list"]
    assert (listed["moment_id"], listed["visible_type"], listed["text"]) == (moment, 1, TEXT["text"])


def test_tags_make_a_moment_partly_visible(play: Player) -> None:
    people = [play.act("additions", member="alice")["person"]["external_userid"] for _ in range(2)]
    tag = play.post("externalcontact/add_corp_tag", group_name="g", tag=[{"name": "x"}])["tag_group"]["tag"][0]["id"]
    play.post("externalcontact/mark_tag", userid="alice", external_userid=people[1], add_tag=[tag])
    moment = posted(play, visible_range={"external_contact_list": {"tag_list": [tag, "etnone"]}})
    state = play.state("moments")[moment]
    assert (state["audience"], state["visible_type"]) == ({"alice": people[1:]}, 0)
    assert state["invalid"]["invalid_external_contact_list"] == {"tag_list": ["etnone"]}


def test_a_customer_sees_four_of_the_corps_moments_a_month(play: Player) -> None:
    play.act("additions", member="alice")
    seen = [len(play.act("posts", moment_id=posted(play))["visible"]["alice"]) for _ in range(5)]
    assert seen == [1, 1, 1, 1, 0]


def test_ten_tasks_a_minute(play: Player) -> None:
    codes = [play.post("externalcontact/add_moment_task", **TEXT)["errcode"] for _ in range(11)]
    assert codes == [0] * 10 + [45009]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"text": {"content": "x" * 2001}}, 40058),
        ({"text": {}}, 40058),
        ({"attachments": [{"msgtype": "file", "file": {"media_id": "x"}}]}, 40008),
        ({"attachments": [{"msgtype": "link", "link": {"title": "t", "url": "u"}}] * 2}, 40058),
        ({"attachments": [{"msgtype": "link", "link": {"title": "测" * 22, "url": "u"}}]}, 40058),
        ({"visible_range": {"sender_list": []}}, 0),
        ({"visible_range": {"sender_list": [1]}}, 40058),
    ],
)
def test_what_a_moment_cannot_hold(play: Player, fields: dict[str, Any], code: int) -> None:
    assert play.post("externalcontact/add_moment_task", **{**TEXT, **fields})["errcode"] == code
