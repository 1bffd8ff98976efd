"""The typed clients say what the platform says; it refuses fields it does not know, so that no name is misspelt."""

from __future__ import annotations

import pytest

from siyu.platforms.calling import Upload
from siyu.platforms.channels.models import Channel
from siyu.platforms.errors import PlatformError
from siyu.platforms.wecom import contact_ways, contacts, corp_tags, directory, groups, media, sending, welcome
from tests.sandboxes import ServedSandbox


@pytest.fixture(autouse=True)
def strict(sandbox: ServedSandbox) -> None:
    sandbox.act("settings", settings={"unknown_field": "refuse", "unionid_bound": True})


def test_staff_and_departments(wecom: Channel) -> None:
    assert [(one.userid, one.department) for one in directory.list_seats(wecom)] == [
        ("alice", 2), ("bob", 2), ("carol", 3),
    ]  # fmt: skip
    assert [one.name for one in directory.list_departments(wecom)] == ["沙盒商店", "一号店", "二号店"]
    assert [one.id for one in directory.list_department_ids(wecom)] == [1, 2, 3]
    assert directory.get_member(wecom, "alice").position == "店长"
    assert [one.userid for one in directory.list_members(wecom, 1, with_children=True)] == ["alice", "bob", "carol"]
    assert directory.list_members(wecom, 1) == []


def test_contacts_page_by_page(wecom: Channel, sandbox: ServedSandbox) -> None:
    sandbox.act("crowds", count=205, members=["alice", "bob"])
    read = list(contacts.contacts_of(wecom, ["alice", "bob", "carol"]))
    assert [len(page) for page, _ in read] == [100, 100, 5]
    everybody = [one.external_contact.external_userid for page, _ in read for one in page]
    assert len(set(everybody)) == 205
    rest = list(contacts.contacts_of(wecom, ["alice", "bob", "carol"], read[0][1]))
    assert [one.external_contact.external_userid for page, _ in rest for one in page] == everybody[100:]
    assert len(contacts.list_contacts(wecom, "alice")) == 103
    assert contacts.list_contacts(wecom, "carol") == []
    assert read[0][0][0].external_contact.unionid


def test_remarks_and_tags_belong_to_the_two(wecom: Channel, sandbox: ServedSandbox) -> None:
    sandbox.act("crowds", count=1, members=["alice"])
    (who,) = contacts.list_contacts(wecom, "alice")
    made = corp_tags.add_tags(wecom, "口味", ["牛奶", "豆奶"])
    corp_tags.mark_contact(wecom, "alice", who, add=[made.tag[0].id])
    contacts.remark_contact(wecom, "alice", who, remark="常客", mobiles=["13900000000"])
    found = contacts.get_contact(wecom, who).follow_user[0]
    assert (found.remark, found.remark_mobiles, found.corp_tags) == ("常客", ["13900000000"], [made.tag[0].id])
    ((one,), _) = next(contacts.contacts_of(wecom, ["alice"]))
    assert one.follow_info.corp_tags == found.corp_tags
    contacts.remark_contact(wecom, "alice", who, mobiles=[])
    corp_tags.mark_contact(wecom, "alice", who, remove=[made.tag[0].id])
    found = contacts.get_contact(wecom, who).follow_user[0]
    assert (found.remark, found.remark_mobiles, found.corp_tags) == ("常客", [], [])
    assert [tag.name for tag in corp_tags.list_tags(wecom)[0].tag] == ["牛奶", "豆奶"]


def test_a_contact_way_from_its_making_to_its_end(wecom: Channel) -> None:
    new = contact_ways.NewWay(
        type=contact_ways.MULTI, scene=contact_ways.BY_CODE, skip_verify=False, state="store-1", user=["alice", "bob"]
    )
    made = contact_ways.add_way(wecom, new)
    assert made.qr_code
    contact_ways.update_way(wecom, contact_ways.WayChange(made.config_id, skip_verify=True, user=["carol"]))
    way = contact_ways.get_way(wecom, made.config_id)
    assert (way.state, way.user, way.skip_verify) == ("store-1", ["carol"], True)
    assert list(contact_ways.list_ways(wecom, 1_000_000_000, 4_000_000_000)) == [made.config_id]
    contact_ways.delete_way(wecom, made.config_id)
    with pytest.raises(PlatformError) as caught:
        contact_ways.get_way(wecom, made.config_id)
    assert caught.value.errcode == 41044


def test_groups_and_the_ways_into_them(wecom: Channel, sandbox: ServedSandbox) -> None:
    chat = sandbox.act("groups", owner="alice", name="会员群")["group"]["chat_id"]
    way = groups.JoinWay(scene=groups_by_code(), chat_id_list=[chat], auto_create_room=0, state="till")
    made = groups.add_join_way(wecom, way)
    sandbox.act("joins", way=made)
    assert groups.get_join_way(wecom, made).qr_code
    groups.update_join_way(wecom, made, groups.JoinWay(scene=2, chat_id_list=[chat], auto_create_room=1, state="door"))
    assert groups.get_join_way(wecom, made).state == "door"
    assert list(groups.list_groups(wecom, ["alice"])) == [([groups.GroupId(chat, 0)], "")]
    group = groups.get_group(wecom, chat, with_names=True)
    assert (group.name, group.owner) == ("会员群", "alice")
    assert [(one.type, one.join_scene, one.state) for one in group.member_list if one.type == groups.CUSTOMER] == [
        (2, 3, "till")
    ]


def groups_by_code() -> int:
    return 2


def test_mass_messages_wait_for_the_member(wecom: Channel, sandbox: ServedSandbox) -> None:
    sandbox.act("crowds", count=2, members=["alice"])
    people = contacts.list_contacts(wecom, "alice")
    file = Upload("hello.png", b"not quite a picture", "image/png")
    picture = {"msgtype": "image", "image": {"media_id": media.upload(wecom, "image", file).media_id}}
    task = sending.add_mass_message(wecom, text="新品", attachments=[picture], external_userids=people)
    sandbox.act("clock", advance=5)
    assert {one.status for one in sending.mass_results(wecom, task.msgid, "alice")} == {sending.UNSENT}
    sandbox.act("sends", msgid=task.msgid)
    assert {one.external_userid for one in sending.mass_results(wecom, task.msgid, "alice")} == set(people)
    assert {one.status for one in sending.mass_results(wecom, task.msgid, "alice")} == {sending.SENT}


def test_a_message_to_staff(wecom: Channel, sandbox: ServedSandbox) -> None:
    sent = sending.send_to_staff(wecom, ["alice", "nobody"], "text", {"content": "请回访"})
    assert (bool(sent.msgid), sent.invaliduser) == (True, "nobody")
    wecom.settings = {}
    with pytest.raises(PlatformError) as caught:
        sending.send_to_staff(wecom, ["alice"], "text", {"content": "请回访"})
    assert caught.value.errcode == sending.NO_AGENT


def test_a_welcome_once(wecom: Channel, sandbox: ServedSandbox) -> None:
    way = contact_ways.NewWay(type=1, scene=2, skip_verify=True, user=["alice"])
    sandbox.act("scans", way=contact_ways.add_way(wecom, way).config_id)
    code = next(code for code, one in sandbox.state("welcome_codes").items() if "contact" in str(one))
    welcome.send_welcome(wecom, code, text="欢迎")
    with pytest.raises(PlatformError) as caught:
        welcome.send_welcome(wecom, code, text="欢迎")
    assert caught.value.errcode in {welcome.GONE, welcome.CHATTING}
