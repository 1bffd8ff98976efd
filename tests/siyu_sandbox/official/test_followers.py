"""People follow, scan and leave; followers are listed, shown and tagged."""

from __future__ import annotations

from typing import Any

import pytest

from tests.siyu_sandbox.playing import Listener, Player, Refused

OA = "wxsandbox"


@pytest.fixture
def ears(play: Player) -> Listener:
    return Listener(play.sandbox).listen(OA)


def scene(play: Player, **fields: Any) -> dict[str, Any]:
    given = {"action_name": "QR_STR_SCENE", "action_info": {"scene": {"scene_str": "store-7"}}, "expire_seconds": 600}
    return play.post("qrcode/create", OA, **{**given, **fields})


def test_following_by_a_code_and_scanning_it_again_differ(play: Player, ears: Listener) -> None:
    made = scene(play)
    followed = play.act("follows", ticket=made["ticket"])
    play.act("follows", ticket=made["ticket"], person=followed["person"]["id"])
    play.act("unfollows", person=followed["person"]["id"])
    told = [(one["Event"], one.get("EventKey"), one.get("Ticket")) for one in ears.heard]
    ticket = made["ticket"]
    assert told == [("subscribe", "qrscene_store-7", ticket), ("SCAN", "store-7", ticket), ("unsubscribe", None, None)]
    assert {one["FromUserName"] for one in ears.heard} == {followed["openid"]}
    shown = play.get("user/info", OA, openid=followed["openid"])
    assert shown == {"subscribe": 0, "openid": followed["openid"]}


def test_a_follower_shows_the_scene_and_the_unionid_when_bound(play: Player) -> None:
    openid = play.act("follows", ticket=scene(play)["ticket"])["openid"]
    shown = play.get("user/info", OA, openid=openid)
    assert (shown["subscribe_scene"], shown["qr_scene_str"], "unionid" in shown) == (
        "ADD_SCENE_QR_CODE",
        "store-7",
        False,
    )
    play.act("settings", settings={"unionid_bound": True})
    (row,) = play.post("user/info/batchget", OA, user_list=[{"openid": openid}])["user_info_list"]
    person = play.sandbox.world.people.by_openid[openid]
    assert row["unionid"] == person.unionid
    assert play.get("user/info", OA, openid="oNobody")["errcode"] == 40003


def test_codes_end_or_last_and_have_a_picture(play: Player) -> None:
    made = scene(play)
    assert made["expire_seconds"] == 600
    picture = play.send("GET", "/cgi-bin/showqrcode", {"ticket": made["ticket"]}, host="mp.weixin.qq.com")
    assert picture.content_type == "image/png" and picture.body.startswith(b"\x89PNG")
    play.act("clock", advance=600)
    with pytest.raises(Refused, match="no longer valid"):
        play.act("follows", ticket=made["ticket"])
    lasting = scene(play, action_name="QR_LIMIT_SCENE", action_info={"scene": {"scene_id": 100_000}})
    assert "expire_seconds" not in lasting
    play.act("clock", advance=3600)
    assert play.act("follows", ticket=lasting["ticket"])["openid"]


@pytest.mark.parametrize(
    "fields",
    [
        {"action_name": "QR"},
        {"expire_seconds": 2_592_001},
        {"action_info": {"scene": {"scene_str": "x" * 65}}},
        {"action_info": {"scene": {"scene_id": 1}}},
        {"action_name": "QR_LIMIT_SCENE", "action_info": {"scene": {"scene_id": 100_001}}},
        {"action_info": []},
    ],
)
def test_a_code_that_cannot_be_is_refused(play: Player, fields: dict[str, Any]) -> None:
    assert scene(play, **fields)["errcode"] == 40035


def test_tags_are_given_counted_and_limited(play: Player) -> None:
    people = [play.act("follows")["openid"] for _ in range(3)]
    tag = play.post("tags/create", OA, tag={"name": "老客"})["tag"]["id"]
    assert play.post("tags/create", OA, tag={"name": "老客"})["errcode"] == 45157
    assert play.post("tags/create", OA, tag={"name": "x" * 31})["errcode"] == 45158
    assert play.post("tags/members/batchtagging", OA, tagid=tag, openid_list=people[:2])["errcode"] == 0
    assert play.post("tags/members/batchtagging", OA, tagid=999, openid_list=people)["errcode"] == 45159
    assert play.post("tags/members/batchtagging", OA, tagid=tag, openid_list=people * 17)["errcode"] == 40032
    assert play.get("tags/get", OA)["tags"][-1] == {"id": tag, "name": "老客", "count": 2}
    assert play.post("user/tag/get", OA, tagid=tag)["data"]["openid"] == people[:2]
    assert play.post("tags/getidlist", OA, openid=people[0])["tagid_list"] == [tag]
    play.post("tags/members/batchuntagging", OA, tagid=tag, openid_list=people[:1])
    assert play.post("tags/update", OA, tag={"id": 2, "name": "x"})["errcode"] == 45058
    assert play.post("tags/delete", OA, tag={"id": tag})["errcode"] == 0
    assert play.post("tags/getidlist", OA, openid=people[1])["tagid_list"] == []
    for number in range(99):
        play.post("tags/create", OA, tag={"name": str(number)})
    assert play.post("tags/create", OA, tag={"name": "one more"})["errcode"] == 45056


def test_wechatpy_walks_followers_and_tags(play: Player) -> None:
    people = [play.act("follows")["openid"] for _ in range(3)]
    client = play.official_client()
    assert list(client.user.iter_followers()) == people
    tag = client.tag.create("新客")["id"]
    client.tag.tag_user(tag, people)
    assert [one["count"] for one in client.tag.get() if one["id"] == tag] == [3]
    assert client.user.get_batch(people)[0]["tagid_list"] == [tag]
    made = client.qrcode.create({"action_name": "QR_SCENE", "action_info": {"scene": {"scene_id": 7}}})
    assert made["ticket"] and client.user.get(people[0])["subscribe"] == 1
