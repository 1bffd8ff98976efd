"""Departments and members, in full, by name and in pages, as far as the app sees."""

from __future__ import annotations

from tests.siyu_sandbox.playing import Player


def test_departments_come_with_all_below_them(play: Player) -> None:
    assert [one["name"] for one in play.get("department/list", "directory")["department"]] == [
        "沙盒商店",
        "一号店",
        "二号店",
    ]
    assert play.get("department/simplelist", "app", id=2)["department_id"] == [{"id": 2, "parentid": 1, "order": 2}]
    assert play.get("department/get", "app", id=3)["department"]["department_leader"] == ["carol"]
    assert play.get("department/get", "app", id=9)["errcode"] == 60123


def test_members_come_by_department_with_or_without_those_below(play: Player) -> None:
    assert play.get("user/simplelist", "app", department_id=1)["userlist"] == []
    listed = play.get("user/list", "directory", department_id=1, fetch_child=1)["userlist"]
    assert [(one["userid"], one["is_leader_in_dept"]) for one in listed] == [
        ("alice", [1]),
        ("bob", [0]),
        ("carol", [1]),
    ]
    assert play.get("user/list", "directory", department_id="x")["errcode"] == 60123


def test_ids_come_in_pages(play: Player) -> None:
    first = play.post("user/list_id", "directory", limit=2)
    assert [one["userid"] for one in first["dept_user"]] == ["alice", "bob"]
    second = play.post("user/list_id", "directory", limit=2, cursor=first["next_cursor"])
    assert second["dept_user"] == [{"userid": "carol", "department": 3}] and second["next_cursor"] == ""
    assert play.post("user/list_id", "directory", cursor="nonsense")["errcode"] == 40058
    assert play.post("user/list_id", "directory", limit=10_001)["errcode"] == 40058


def test_unknown_and_invisible_members_are_told_apart(play: Player) -> None:
    assert play.get("user/get", "app", userid="nobody")["errcode"] == 60111
    assert play.get("user/get", "app")["errcode"] == 41009
    play.sandbox.world.apps["app"].visible = ["alice"]
    assert play.get("user/get", "app", userid="bob")["errcode"] == 60011
    assert [one["userid"] for one in play.get("user/list", "app", department_id=2)["userlist"]] == ["alice"]


def test_the_old_directory_can_be_closed_as_for_new_addresses(play: Player) -> None:
    play.act("settings", settings={"legacy_directory": False})
    assert play.get("user/get", "directory", userid="bob")["errcode"] == 48002
    assert play.get("user/get", "app", userid="bob")["errcode"] == 0
    assert play.post("user/list_id", "directory")["errcode"] == 0
