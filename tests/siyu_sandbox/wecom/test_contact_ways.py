"""Contact ways: made within their limits, replaced in part, listed, deleted; customers come by them with their state."""

from __future__ import annotations

from typing import Any

import pytest

from tests.siyu_sandbox.playing import Listener, Player, Refused


def way(play: Player, **fields: Any) -> str:
    made = play.post("externalcontact/add_contact_way", **{"type": 1, "scene": 2, "user": ["alice"], **fields})
    assert made["errcode"] == 0, made
    return str(made["config_id"])


def test_who_scans_becomes_a_customer_with_the_state_of_the_way(play: Player, ears: Listener) -> None:
    scanned = play.act("scans", way=way(play, state="门店A"))
    person = scanned["person"]["external_userid"]
    for event, app in zip(ears.of("add_external_contact"), ("contact", "app"), strict=True):
        assert (event["to"], event["UserID"], event["ExternalUserID"], event["State"]) == (
            app,
            "alice",
            person,
            "门店A",
        )
    codes = {one["WelcomeCode"] for one in ears.heard}
    assert len(codes) == 2
    shown = play.get("externalcontact/get", external_userid=person)
    assert shown["follow_user"][0] | {"createtime": 0} == {
        "userid": "alice", "remark": "", "description": "", "createtime": 0, "remark_corp_name": "", "remark_mobiles": [],
        "oper_userid": person, "add_way": 1, "state": "门店A", "tags": [],
    }  # fmt: skip


def test_who_scans_again_only_opens_the_chat(play: Player, ears: Listener) -> None:
    code = way(play)
    person = play.act("scans", way=code)["person"]["id"]
    play.act("scans", way=code, person=person)
    assert len(ears.of("add_external_contact")) == 2 and play.state("ways")[code]["scans"] == 2


def test_without_skip_verify_the_member_has_to_accept(play: Player, ears: Listener) -> None:
    person = play.act("scans", way=way(play, skip_verify=False, state="s"))["person"]["id"]
    assert ears.heard == []
    relation = play.act("acceptances", person=person, member="alice")["relation"]
    assert (relation["state"], relation["oper_userid"]) == ("s", "alice")
    assert len(ears.of("add_external_contact")) == 2
    with pytest.raises(Refused, match="has not asked"):
        play.act("acceptances", person=person, member="alice")


def test_a_half_contact_is_told_apart_and_added_back_later(play: Player, ears: Listener) -> None:
    person = play.act("scans", way=way(play), half=True)["person"]["id"]
    assert len(ears.of("add_half_external_contact")) == 2 and ears.of("add_external_contact") == []
    play.act("acceptances", person=person, member="alice")
    assert len(ears.of("add_external_contact")) == 2


def test_a_way_of_many_stands_for_departments_and_keeps_to_known_members(play: Player) -> None:
    code = way(play, type=2, user=["carol"], party=[2], is_exclusive=True)
    person = play.act("scans", way=code)["person"]["id"]
    met = {play.act("scans", way=code)["outcome"]["userid"] for _ in range(20)}
    assert met == {"alice", "bob", "carol"}
    again = {play.act("scans", way=code, person=person)["outcome"]["userid"] for _ in range(10)}
    assert len(again) == 1


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"type": None}, 41037),
        ({"scene": None}, 41038),
        ({"type": 3}, 41039),
        ({"scene": 0}, 41040),
        ({"user": ["alice", "bob"]}, 41041),
        ({"user": []}, 41041),
        ({"type": 2, "user": ["alice"] * 101}, 41041),
        ({"style": 9}, 41042),
        ({"style": 1}, 41042),
        ({"state": "x" * 31}, 40058),
        ({"remark": "测" * 31}, 40058),
        ({"user": ["nobody"]}, 60111),
        ({"user": [7]}, 40003),
        ({"type": 2, "party": [99]}, 60123),
        ({"conclusions": {"text": {"content": "x" * 4001}}}, 40058),
    ],
)
def test_what_the_platform_refuses_is_refused_with_its_code(play: Player, fields: dict[str, Any], code: int) -> None:
    given = {"type": 1, "scene": 2, "user": ["alice"], **fields}
    assert play.post("externalcontact/add_contact_way", **given)["errcode"] == code
    assert play.state("ways") == {}


def test_only_members_who_can_have_customers_stand_behind_a_way(play: Player) -> None:
    play.act("members", userid="bob", has_contact=False)
    play.act("members", userid="carol", status=4)
    codes = {
        name: play.post("externalcontact/add_contact_way", type=1, scene=1, user=[name])["errcode"]
        for name in ("bob", "carol")
    }
    assert codes == {"bob": 40098, "carol": 41054}


def test_a_way_is_changed_read_listed_and_deleted(play: Player) -> None:
    code = way(play, remark="one", state="s")
    other = way(play, scene=1, style=1)
    assert play.post("externalcontact/update_contact_way", config_id=code, user=["bob"], state="t")["errcode"] == 0
    shown = play.post("externalcontact/get_contact_way", config_id=code)["contact_way"]
    assert (shown["user"], shown["state"], shown["remark"], shown["type"]) == (["bob"], "t", "one", 1)
    assert play.post("externalcontact/get_contact_way", config_id=other)["contact_way"]["qr_code"] == ""
    listed = play.post("externalcontact/list_contact_way", limit=1)
    assert listed["contact_way"] == [{"config_id": code}]
    rest = play.post("externalcontact/list_contact_way", limit=1, cursor=listed["next_cursor"])
    assert rest["contact_way"] == [{"config_id": other}] and rest["next_cursor"] == ""
    assert play.post("externalcontact/del_contact_way", config_id=code)["errcode"] == 0
    assert play.post("externalcontact/get_contact_way", config_id=code)["errcode"] == 41044
    assert play.post("externalcontact/del_contact_way")["errcode"] == 41043
    with pytest.raises(Refused, match="no longer valid"):
        play.act("scans", way=code)


def test_a_temporary_way_ends_and_is_not_listed(play: Player) -> None:
    code = way(play, is_temp=True, expires_in=3600)
    assert play.post("externalcontact/list_contact_way")["contact_way"] == []
    person = play.act("scans", way=code)["person"]["external_userid"]
    assert play.post("externalcontact/close_temp_chat", userid="alice", external_userid=person)["errcode"] == 0
    play.act("clock", advance=3600)
    with pytest.raises(Refused, match="no longer valid"):
        play.act("scans", way=code)


def test_wechatpy_makes_and_reads_a_way(play: Player) -> None:
    client = play.work_client()
    made = client.external_contact.add_contact_way(type=1, scene=2, user=["alice"], state="py")
    assert client.external_contact.get_contact_way(made["config_id"])["contact_way"]["state"] == "py"
