"""Blocking, deleting and leaving are told with the right names and change what is listed."""

from __future__ import annotations

import pytest

from tests.siyu_sandbox.playing import Listener, Player, Refused


def test_blocking_and_deleting_have_names_of_their_own(play: Player, ears: Listener) -> None:
    blocker, deleted, stays = (play.act("additions", member="alice")["person"]["id"] for _ in range(3))
    play.act("blocks", person=blocker, member="alice")
    play.act("deletions", person=deleted, member="alice")
    assert len(ears.of("del_follow_user")) == len(ears.of("del_external_contact")) == 2
    left = play.sandbox.world.people.by_id[stays].external_userid
    assert play.get("externalcontact/list", userid="alice")["external_userid"] == [left]
    with pytest.raises(Refused, match="not in contact"):
        play.act("chats", person=blocker, member="alice")
    play.act("additions", member="alice", person=blocker)
    assert len(play.get("externalcontact/list", userid="alice")["external_userid"]) == 2


def test_a_blocker_may_stay_in_the_members_list(play: Player, ears: Listener) -> None:
    play.act("settings", settings={"members_see_blockers": True})
    person = play.act("additions", member="alice")["person"]
    play.act("blocks", person=person["id"], member="alice")
    assert play.get("externalcontact/list", userid="alice")["external_userid"] == [person["external_userid"]]
    play.act("additions", member="alice", person=person["id"])
    assert play.get("externalcontact/list", userid="alice")["external_userid"] == [person["external_userid"]]


def test_a_member_who_leaves_is_told_and_gone_from_the_directory(play: Player) -> None:
    listener = Listener(play.sandbox).listen("directory", "app", "contact")
    play.act("departures", member="bob")
    assert [(one["to"], one["UserID"]) for one in listener.of("delete_user")] == [("app", "bob"), ("directory", "bob")]
    assert play.get("user/get", "app", userid="bob")["errcode"] == 60111
    with pytest.raises(Refused, match="no member bob"):
        play.act("departures", member="bob")


def test_members_and_departments_are_hired_and_changed(play: Player) -> None:
    listener = Listener(play.sandbox).listen("directory")
    made = play.act("departments", name="三号店")["department"]
    play.act("members", userid="dave", name="戴夫", department=[made["id"]])
    play.act("members", userid="dave", position="导购")
    assert [one["ChangeType"] for one in listener.heard] == ["create_party", "create_user", "update_user"]
    assert play.get("user/list", "app", department_id=made["id"])["userlist"][0]["position"] == "导购"
    with pytest.raises(Refused, match="no department 99"):
        play.act("members", userid="dave", department=[99])


def test_a_member_can_be_full(play: Player) -> None:
    play.act("settings", settings={"capacity": 1})
    play.act("additions", member="alice")
    with pytest.raises(Refused, match="no more customers"):
        play.act("additions", member="alice")
