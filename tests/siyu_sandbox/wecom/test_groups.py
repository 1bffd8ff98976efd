"""Groups: joined by code with roll-over, listed and counted; each change is told by its own name."""

from __future__ import annotations

from typing import Any

import pytest

from tests.siyu_sandbox.playing import NOON, Listener, Player, Refused


def opened(play: Player, owner: str = "alice", name: str = "群") -> str:
    return str(play.act("groups", owner=owner, name=name)["group"]["chat_id"])


def inside(play: Player, chat_id: str, **more: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = play.post("externalcontact/groupchat/get", chat_id=chat_id, **more)["group_chat"][
        "member_list"
    ]
    return found


def test_who_scans_joins_with_the_state_and_everything_is_told(play: Player, ears: Listener) -> None:
    chat = opened(play)
    made = play.post(
        "externalcontact/groupchat/add_join_way", scene=2, chat_id_list=[chat], state="海报", remark="x" * 40
    )
    way = play.post("externalcontact/groupchat/get_join_way", config_id=made["config_id"])["join_way"]
    assert (way["state"], way["remark"], way["auto_create_room"]) == ("海报", "x" * 30, 1)
    person = play.act("joins", way=way["qr_code"])["person"]
    owner, guest = inside(play, chat, need_name=1)
    assert (owner["type"], owner["name"]) == (1, "爱丽丝")
    assert (guest["userid"], guest["join_scene"], guest["state"]) == (person["external_userid"], 3, "海报")
    play.act("quits", chat_id=chat, person=person["id"])
    play.act("group-edits", chat_id=chat, name="新名", notice="公告")
    play.act("dismissals", chat_id=chat)
    told = [
        (one["ChangeType"], one.get("UpdateDetail"), one.get("JoinScene"), one.get("QuitScene")) for one in ears.heard
    ]
    assert told[::2] == [
        ("create", None, None, None), ("update", "add_member", "3", None), ("update", "del_member", None, "0"),
        ("update", "change_name", None, None), ("update", "change_notice", None, None), ("dismiss", None, None, None),
    ]  # fmt: skip
    assert play.post("externalcontact/groupchat/get", chat_id=chat)["errcode"] == 90501


def test_a_full_group_rolls_over_to_a_new_one(play: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siyu_sandbox.people.gathering.MOST_IN_GROUP", 3)
    chat = opened(play)
    fields = {"scene": 2, "chat_id_list": [chat], "room_base_name": "福利群", "room_base_id": 10}
    way = play.post("externalcontact/groupchat/add_join_way", **fields)["config_id"]
    names = [play.act("joins", way=way)["group"]["name"] for _ in range(6)]
    assert names == ["群", "群", "福利群10", "福利群10", "福利群11", "福利群11"]
    play.post(
        "externalcontact/groupchat/update_join_way", config_id=way, scene=2, chat_id_list=[chat], auto_create_room=0
    )
    with pytest.raises(Refused, match="every group is full"):
        play.act("joins", way=way)
    assert play.post("externalcontact/groupchat/del_join_way", config_id=way)["errcode"] == 0
    assert play.post("externalcontact/groupchat/get_join_way", config_id=way)["errcode"] == 41044


def test_groups_are_listed_by_owner_in_pages(play: Player) -> None:
    mine = [opened(play) for _ in range(3)]
    opened(play, "bob")
    ask = {"owner_filter": {"userid_list": ["alice"]}, "limit": 2}
    first = play.post("externalcontact/groupchat/list", **ask)
    rest = play.post("externalcontact/groupchat/list", **ask, cursor=first["next_cursor"])
    assert [one["chat_id"] for one in first["group_chat_list"] + rest["group_chat_list"]] == mine
    assert play.post("externalcontact/groupchat/list")["errcode"] == 40058
    assert play.post("externalcontact/groupchat/list", limit=1001)["errcode"] == 40058
    for number in range(1000):
        play.sandbox.world.members[f"m{number}"] = play.sandbox.world.members["alice"]
    assert play.post("externalcontact/groupchat/list", limit=1)["errcode"] == 81017


def test_members_show_late_when_told_to_lag(play: Player) -> None:
    play.act("settings", settings={"group_lag_seconds": 5})
    play.act("clock", advance=10)
    chat = opened(play)
    play.act("clock", advance=10)
    play.act("joins", chat_id=chat, invitor="alice")
    assert len(inside(play, chat)) == 1
    play.act("clock", advance=5)
    assert inside(play, chat)[1]["invitor"] == {"userid": "alice"}


def test_groups_change_owners_by_their_rules(play: Player) -> None:
    chat = opened(play, "bob")
    give = {"chat_id_list": [chat], "new_owner": "alice"}
    codes = lambda path, **more: [  # noqa: E731
        one["errcode"] for one in play.post(f"externalcontact/groupchat/{path}", **{**give, **more})["failed_chat_list"]
    ]
    assert codes("transfer") == [90500]
    assert codes("onjob_transfer", new_owner="bob") == [90504]
    assert codes("onjob_transfer") == []
    play.act("departures", member="alice")
    assert codes("transfer", new_owner="carol", chat_id_list=[chat, "wrnone"]) == [90501]
    assert play.post("externalcontact/groupchat/list", limit=1, status_filter=3)["group_chat_list"] == [
        {"chat_id": chat, "status": 3}
    ]
    assert codes("transfer", new_owner="bob") == [90508]


def test_statistics_count_by_owner_and_by_day(play: Player) -> None:
    chat = opened(play)
    play.act("joins", chat_id=chat)
    play.act("clock", advance=86_400)
    play.act("joins", chat_id=chat)
    days = play.post(
        "externalcontact/groupchat/statistic_group_by_day", day_begin_time=NOON, day_end_time=NOON + 86_400
    )
    assert [(one["data"]["new_member_cnt"], one["data"]["member_total"]) for one in days["items"]] == [(2, 2), (1, 3)]
    owners = play.post("externalcontact/groupchat/statistic", day_begin_time=NOON)
    assert [(one["owner"], one["data"]["new_chat_cnt"]) for one in owners["items"]] == [("alice", 1)]
    assert play.post("externalcontact/groupchat/statistic", day_begin_time=NOON - 181 * 86_400)["errcode"] == 40058


def test_welcome_templates_belong_to_their_app(play: Player) -> None:
    made = play.post("externalcontact/group_welcome_template/add", text={"content": "%NICKNAME% 你好"})
    template = made["template_id"]
    link = {"title": "t", "url": "http://a"}
    assert play.post("externalcontact/group_welcome_template/edit", template_id=template, link=link)["errcode"] == 0
    assert play.post("externalcontact/group_welcome_template/get", template_id=template)["link"] == link
    assert play.post("externalcontact/group_welcome_template/del", "app", template_id=template)["errcode"] == 48002
    assert play.post("externalcontact/group_welcome_template/add", text={"content": "x" * 3001})["errcode"] == 40058
    assert play.post("externalcontact/group_welcome_template/del", template_id=template)["errcode"] == 0


def test_wechatpy_reads_groups(play: Player) -> None:
    chat = opened(play)
    client = play.work_client().external_contact_group_chat
    assert client.list_all() == [{"chat_id": chat, "status": 0}]
    assert client.get(chat)["group_chat"]["name"] == "群"
