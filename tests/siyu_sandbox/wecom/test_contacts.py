"""Customers: listed in stable pages, shown in both shapes, remarked; found by unionid when the corp is bound."""

from __future__ import annotations

import pytest

from tests.siyu_sandbox.playing import Listener, Player, Refused


def customers(play: Player, member: str, count: int) -> list[str]:
    return [play.act("additions", member=member)["person"]["external_userid"] for _ in range(count)]


def test_followers_are_those_with_customer_contact(play: Player) -> None:
    play.act("members", userid="bob", has_contact=False)
    assert play.get("externalcontact/get_follow_user_list")["follow_user"] == ["alice", "carol"]
    assert play.get("externalcontact/list", userid="bob")["errcode"] == 84074


def test_a_member_without_customers_answers_84061_or_nothing(play: Player) -> None:
    assert play.get("externalcontact/list", userid="alice")["errcode"] == 84061
    play.act("settings", settings={"list_without_customers": 0})
    assert play.get("externalcontact/list", userid="alice")["external_userid"] == []


def test_pages_over_members_hold_everybody_once_while_customers_come_and_go(play: Player) -> None:
    first, second = customers(play, "alice", 5), customers(play, "bob", 4)
    seen, cursor = [], ""
    while True:
        page = play.post(
            "externalcontact/batch/get_by_user", userid_list=["alice", "bob", "carol"], limit=3, cursor=cursor
        )
        seen += [one["external_contact"]["external_userid"] for one in page["external_contact_list"]]
        cursor = page["next_cursor"]
        if len(seen) == 3:
            play.act("deletions", person=first[1], member="alice")
            first += customers(play, "alice", 1)
        if not cursor:
            break
    assert seen == first + second


def test_tags_come_as_ids_in_lists_and_as_names_in_portraits(play: Player) -> None:
    (person,) = customers(play, "alice", 1)
    tag = play.post("externalcontact/add_corp_tag", group_name="级别", tag=[{"name": "金"}])["tag_group"]["tag"][0][
        "id"
    ]
    assert play.post("externalcontact/mark_tag", userid="alice", external_userid=person, add_tag=[tag])["errcode"] == 0
    row = play.post("externalcontact/batch/get_by_user", userid_list=["alice"])["external_contact_list"][0]
    assert row["follow_info"]["tag_id"] == [tag] and "tags" not in row["follow_info"]
    follow = play.get("externalcontact/get", external_userid=person)["follow_user"][0]
    assert follow["tags"] == [{"group_name": "级别", "tag_name": "金", "tag_id": tag, "type": 1}]


def test_remarks_replace_and_clear_without_a_callback(play: Player, ears: Listener) -> None:
    (person,) = customers(play, "alice", 1)
    ears.heard.clear()
    pair = {"userid": "alice", "external_userid": person}
    assert play.post("externalcontact/remark", **pair, remark="王姐", remark_mobiles=["1"])["errcode"] == 0
    assert play.post("externalcontact/remark", **pair, description="d", remark_company="c")["errcode"] == 0
    follow = play.get("externalcontact/get", external_userid=person)["follow_user"][0]
    assert (follow["remark"], follow["description"], follow["remark_corp_name"]) == ("王姐", "d", "c")
    assert follow["remark_mobiles"] == ["1"]
    play.post("externalcontact/remark", **pair, remark_mobiles=[""])
    assert play.get("externalcontact/get", external_userid=person)["follow_user"][0]["remark_mobiles"] == []
    assert ears.heard == []
    play.act("edits", person=person, member="alice", remark="李姐")
    assert {one["ExternalUserID"] for one in ears.of("edit_external_contact")} == {person}


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, 40058),
        ({"remark": "x" * 21}, 40058),
        ({"description": "x" * 151}, 40058),
        ({"remark": "x", "userid": "bob"}, 84061),
        ({"remark": "x", "userid": "nobody"}, 60111),
        ({"remark": "x", "external_userid": "wmnobody"}, 40096),
        ({"remark_pic_mediaid": "gone"}, 40007),
    ],
)
def test_a_remark_that_cannot_be_is_refused(play: Player, fields: dict[str, str], code: int) -> None:
    (person,) = customers(play, "alice", 1)
    assert (
        play.post("externalcontact/remark", **{"userid": "alice", "external_userid": person, **fields})["errcode"]
        == code
    )


def test_a_unionid_is_shown_and_found_only_when_the_corp_is_bound(play: Player) -> None:
    (person,) = customers(play, "alice", 1)
    unionid = play.sandbox.world.people.by_external[person].unionid
    ask = {"unionid": unionid, "openid": "o1"}
    assert "unionid" not in play.get("externalcontact/get", external_userid=person)["external_contact"]
    assert play.post("externalcontact/unionid_to_external_userid", **ask)["errcode"] == 41057
    play.act("settings", settings={"unionid_bound": True})
    assert play.get("externalcontact/get", external_userid=person)["external_contact"]["unionid"] == unionid
    assert play.post("externalcontact/unionid_to_external_userid", **ask)["external_userid"] == person
    assert play.post("idconvert/unionid_to_external_userid", **ask)["external_userid"] == person
    assert "pending_id" in play.post("idconvert/unionid_to_external_userid", unionid="oNobody", openid="o1")


def test_a_customer_of_another_corps_wecom_shows_the_corp_and_no_unionid(play: Player) -> None:
    play.act("settings", settings={"unionid_bound": True})
    other = play.act("people", kind=2, corp_name="别家")["people"][0]
    play.act("additions", member="alice", person=other["id"])
    shown = play.get("externalcontact/get", external_userid=other["external_userid"])["external_contact"]
    assert (shown["type"], shown["corp_name"], "unionid" in shown) == (2, "别家", False)
    assert other["external_userid"].startswith("wo")


def test_served_people_come_in_pages(play: Player) -> None:
    known = customers(play, "alice", 3)
    page = play.post("externalcontact/contact_list", limit=2)
    rest = play.post("externalcontact/contact_list", limit=2, cursor=page["next_cursor"])
    assert [one["external_userid"] for one in page["info_list"] + rest["info_list"]] == known


def test_an_app_sees_the_customers_of_its_members_only(play: Player) -> None:
    mine, theirs = customers(play, "alice", 1)[0], customers(play, "bob", 1)[0]
    play.sandbox.world.apps["app"].visible = ["alice"]
    assert play.get("externalcontact/get", "app", external_userid=mine)["errcode"] == 0
    assert play.get("externalcontact/get", "app", external_userid=theirs)["errcode"] == 84061
    assert play.get("externalcontact/list", "app", userid="bob")["errcode"] == 60011


def test_wechatpy_walks_all_customers(play: Player) -> None:
    known = customers(play, "alice", 3)
    client = play.work_client()
    assert client.external_contact.list("alice")["external_userid"] == known
    rows = list(client.external_contact.gen_all_by_user("alice", limit=2))
    assert [one["external_contact"]["external_userid"] for one in rows] == known


def test_a_crowd_comes_in_silence_and_is_read_in_pages(play: Player, ears: Listener) -> None:
    play.act("crowds", count=250, members=["alice", "bob"])
    assert ears.heard == []
    rows = list(play.work_client().external_contact.gen_all_by_user("bob", limit=100))
    assert len({one["external_contact"]["external_userid"] for one in rows}) == len(rows) == 125


def test_tags_given_in_the_client_are_told(play: Player, ears: Listener) -> None:
    (person,) = customers(play, "alice", 1)
    tag = next(iter(play.act("corp-tags", group="g", names=["x"])["group"]["tags"]))
    play.act("edits", person=person, member="alice", tags=[tag])
    assert len(ears.of("edit_external_contact")) == 2
    assert play.get("externalcontact/get", external_userid=person)["follow_user"][0]["tags"][0]["tag_id"] == tag
    with pytest.raises(Refused, match="no tag none"):
        play.act("edits", person=person, member="alice", tags=["none"])
