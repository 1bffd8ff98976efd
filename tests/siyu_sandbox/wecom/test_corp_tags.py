"""Corp tags: groups without an empty one, names once, rights by app, and no callback of what is done by API."""

from __future__ import annotations

from typing import Any

import pytest

from tests.siyu_sandbox.playing import Listener, Player

ADD = "externalcontact/add_corp_tag"


def test_tags_are_added_to_the_group_of_that_name_and_listed_largest_order_first(play: Player) -> None:
    first = play.post(ADD, group_name="级别", tag=[{"name": "金"}, {"name": "金"}, {"name": "银", "order": 5}])[
        "tag_group"
    ]
    assert [one["name"] for one in first["tag"]] == ["银", "金"]
    second = play.post(ADD, group_name="级别", tag=[{"name": "铜"}])["tag_group"]
    assert second["group_id"] == first["group_id"] and [one["name"] for one in second["tag"]] == ["铜"]
    (listed,) = play.post("externalcontact/get_corp_tag_list")["tag_group"]
    assert [one["name"] for one in listed["tag"]] == ["银", "金", "铜"]
    wanted = first["tag"][0]["id"]
    (found,) = play.post("externalcontact/get_corp_tag_list", tag_id=[wanted])["tag_group"]
    assert [one["id"] for one in found["tag"]] == [wanted]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"group_name": "级别", "tag": [{"name": "金"}]}, 40071),
        ({"group_name": "x" * 31, "tag": [{"name": "a"}]}, 40058),
        ({"group_name": "g", "tag": [{"name": "x" * 31}]}, 40058),
        ({"group_name": "g", "tag": [{"name": "a", "order": 2**32}]}, 40058),
        ({"group_name": "g", "tag": []}, 40058),
        ({"group_name": "g", "tag": ["a"]}, 40058),
        ({"group_id": "etnone", "tag": [{"name": "a"}]}, 40068),
        ({"tag": [{"name": "a"}]}, 40058),
        ({"group_name": "g", "tag": [{"name": str(n)} for n in range(3000)]}, 40058),
    ],
)
def test_tags_that_cannot_be_are_refused(play: Player, fields: dict[str, Any], code: int) -> None:
    play.post(ADD, group_name="级别", tag=[{"name": "金"}])
    assert play.post(ADD, **fields)["errcode"] == code
    assert len(play.post("externalcontact/get_corp_tag_list")["tag_group"]) == 1


def test_an_app_changes_its_own_tags_and_the_contact_secret_all(play: Player) -> None:
    tag = play.post(ADD, group_name="级别", tag=[{"name": "金"}])["tag_group"]["tag"][0]["id"]
    assert play.post("externalcontact/edit_corp_tag", "app", id=tag, name="白金")["errcode"] == 48002
    assert play.post("externalcontact/del_corp_tag", "app", tag_id=[tag])["errcode"] == 48002
    own = play.post(ADD, "app", group_name="级别", tag=[{"name": "银"}])["tag_group"]["tag"][0]["id"]
    assert play.post("externalcontact/edit_corp_tag", "app", id=own, name="金")["errcode"] == 40071
    assert play.post("externalcontact/edit_corp_tag", "contact", id=own, name="铜", order=3)["errcode"] == 0
    assert play.post("externalcontact/edit_corp_tag", id="etnone", name="x")["errcode"] == 40068


def test_a_group_goes_with_its_last_tag_and_customers_lose_it(play: Player, ears: Listener) -> None:
    person = play.act("additions", member="alice")["person"]["external_userid"]
    ears.heard.clear()
    tag = play.post(ADD, group_name="级别", tag=[{"name": "金"}])["tag_group"]["tag"][0]["id"]
    mark = {"userid": "alice", "external_userid": person}
    play.post("externalcontact/mark_tag", **mark, add_tag=[tag])
    assert play.post("externalcontact/mark_tag", **mark)["errcode"] == 40058
    assert play.post("externalcontact/mark_tag", **mark, add_tag=["etnone"])["errcode"] == 40068
    assert play.post("externalcontact/del_corp_tag")["errcode"] == 40058
    assert play.post("externalcontact/del_corp_tag", tag_id=[tag])["errcode"] == 0
    assert play.post("externalcontact/get_corp_tag_list")["tag_group"] == []
    assert play.get("externalcontact/get", external_userid=person)["follow_user"][0]["tags"] == []
    assert ears.heard == []


def test_what_is_done_in_the_console_is_told(play: Player, ears: Listener) -> None:
    group = play.act("corp-tags", group="来源", names=["门店", "直播"])["group"]
    tag = next(iter(group["tags"]))
    play.act("corp-tag-removals", tag=tag)
    assert [(one["ChangeType"], one["TagType"]) for one in ears.of("change_external_tag") if one["to"] == "app"] == [
        ("create", "tag"), ("create", "tag"), ("delete", "tag"),
    ]  # fmt: skip


def test_wechatpy_manages_tags(play: Player) -> None:
    person = play.act("additions", member="alice")["person"]["external_userid"]
    contact = play.work_client().external_contact
    group = contact.add_corp_tag(None, "级别", 1, [{"name": "金", "order": 1}])["tag_group"]
    contact.mark_tag("alice", person, [group["tag"][0]["id"]])
    assert contact.get(person)["follow_user"][0]["tags"][0]["tag_name"] == "金"
    contact.edit_corp_tag(group["group_id"], name="等级")
    assert contact.get_corp_tag_list()["tag_group"][0]["group_name"] == "等级"
