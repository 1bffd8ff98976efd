"""What may be sent to a follower depends on what the follower did, agreed to and has received."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.platforms.crypto import seal
from tests.siyu_sandbox.playing import KEY, Listener, Player, Refused

OA, SUB = "wxsandbox", "wxsandboxsub"
TEXT = {"msgtype": "text", "text": {"content": "你好"}}
ORDER = {"character_string1": {"value": "A1"}, "amount2": {"value": "9"}, "time3": {"value": "now"}}


def follower(play: Player, account: str = OA) -> tuple[str, str]:
    followed = play.act("follows", account=account)
    return followed["person"]["id"], followed["openid"]


def custom(play: Player, openid: str, times: int = 1) -> list[int]:
    return [play.post("message/custom/send", OA, touser=openid, **TEXT)["errcode"] for _ in range(times)]


def test_each_action_opens_its_own_window_and_count(play: Player) -> None:
    person, openid = follower(play)
    assert custom(play, openid, 4) == [0, 0, 0, 45047]
    play.act("clock", advance=60)
    assert custom(play, openid) == [45015]
    play.act("writings", person=person, text="在吗")
    assert custom(play, openid, 6) == [0] * 5 + [45047]
    play.act("clock", advance=48 * 3600)
    play.tokens.clear()
    assert custom(play, openid) == [45015]
    play.act("payments", person=person)
    assert custom(play, openid, 30) == [0] * 30
    play.act("unfollows", person=person)
    assert custom(play, openid) == [45015]
    assert play.post("message/custom/send", OA, touser="oNobody", **TEXT)["errcode"] == 40003
    assert play.post("message/custom/send", OA, touser=openid, msgtype="text")["errcode"] == 40008


def test_menu_clicks_are_told_and_open_a_minute(play: Player) -> None:
    ears = Listener(play.sandbox).listen(OA)
    person, openid = follower(play)
    play.act("clock", advance=60)
    entries = [{"type": "click", "name": "积分", "key": "points"}, {"type": "view", "name": "商城", "url": "http://a/"}]
    assert play.post("menu/create", OA, button=[{"name": "会员", "sub_button": entries}])["errcode"] == 0
    play.act("menu-clicks", person=person, key="http://a/")
    assert custom(play, openid) == [45015]
    play.act("menu-clicks", person=person, key="points")
    assert custom(play, openid) == [0]
    assert [(one["Event"], one["EventKey"]) for one in ears.heard[1:]] == [("VIEW", "http://a/"), ("CLICK", "points")]
    with pytest.raises(Refused, match="menu has no"):
        play.act("menu-clicks", person=person, key="none")


@pytest.mark.parametrize(
    ("button", "code"),
    [
        ([], 40016),
        ([{"name": "a", "type": "click", "key": "k"}] * 4, 40016),
        ([{"name": "", "type": "click", "key": "k"}], 40018),
        ([{"name": "会员中心积分商城", "type": "click", "key": "k"}], 40018),
        ([{"name": "a", "type": "tap"}], 40017),
        ([{"name": "a", "type": "view"}], 40035),
        ([{"name": "a", "sub_button": [{"name": "b", "type": "click", "key": "k"}] * 6}], 40023),
        (["a"], 40018),
    ],
)
def test_a_menu_that_cannot_be_is_refused(play: Player, button: list[Any], code: int) -> None:
    assert play.post("menu/create", OA, button=button)["errcode"] == code
    assert play.get("menu/get", OA)["errcode"] == 46003


def test_menus_for_some_need_one_for_all(play: Player) -> None:
    button = [{"name": "a", "type": "click", "key": "k"}]
    rule = {"tag_id": "2"}
    assert play.post("menu/addconditional", OA, button=button, matchrule=rule)["errcode"] == 46003
    play.post("menu/create", OA, button=button)
    menuid = play.post("menu/addconditional", OA, button=button, matchrule=rule)["menuid"]
    assert play.get("menu/get", OA)["conditionalmenu"][0]["menuid"] == menuid
    play.post("menu/delconditional", OA, menuid=menuid)
    assert "conditionalmenu" not in play.get("menu/get", OA)
    assert play.get("get_current_selfmenu_info", OA)["selfmenu_info"]["button"] == button
    assert play.get("menu/delete", OA)["errcode"] == 0
    assert play.get("get_current_selfmenu_info", OA)["is_menu_open"] == 0


def test_template_messages_tell_how_they_ended(play: Player) -> None:
    ears = Listener(play.sandbox).listen(OA)
    person, openid = follower(play)

    def send(**more: Any) -> dict[str, Any]:
        given = {"touser": openid, "template_id": "template-order", "data": ORDER, **more}
        return play.post("message/template/send", OA, **given)

    first = send()["msgid"]
    play.act("template-refusals", person=person)
    second = send()["msgid"]
    play.act("clock", advance=1)
    told = [(int(one["MsgID"]), one["Status"]) for one in ears.of("TEMPLATESENDJOBFINISH")]
    assert told == [(first, "success"), (second, "failed:user block")]
    assert send(template_id="none")["errcode"] == 40037
    assert send(data={"amount2": {"value": "1"}})["errcode"] == 47003
    assert send(data={**ORDER, "amount2": {"value": ""}})["errcode"] == 47003
    assert [one["channel"] for one in play.state("people")[person]["inbox"]] == ["template"]
    play.act("unfollows", person=person)
    assert send()["errcode"] == 43004


@pytest.mark.parametrize(
    ("account", "path"), [(OA, "message/subscribe/bizsend"), ("wxsandboxmini", "message/subscribe/send")]
)
def test_one_agreement_is_one_subscribe_message(play: Player, account: str, path: str) -> None:
    ears = Listener(play.sandbox).listen(account)
    person = play.act("people")["people"][0]["id"]
    agree = {"account": account, "person": person, "template": "subscribe-arrival"}
    assert [play.act("subscriptions", **agree)["left"] for _ in range(3)] == [1, 2, 3]
    openid = play.state("people")[person]["openids"][account]
    data = {"thing1": {"value": "酸奶"}, "time2": {"value": "18:00"}}
    send = {"touser": openid, "template_id": "subscribe-arrival"}
    assert play.post(path, account, **send, data=data)["errcode"] == 0
    assert play.post(path, account, **send, data={**data, "thing1": {"value": "长" * 21}})["errcode"] == 47003
    play.act("subscriptions", **agree, accepts=False)
    assert play.post(path, account, **send, data=data)["errcode"] == 43101
    play.act("clock", advance=1)
    names = [one["Event"] for one in ears.heard]
    assert names == ["subscribe_msg_popup_event"] * 4 + ["subscribe_msg_sent_event"]


def test_a_service_account_reaches_each_follower_four_times_a_month(play: Player) -> None:
    ears = Listener(play.sandbox).listen(OA)
    person, openid = follower(play)
    for number in range(5):
        sent = play.post("message/mass/sendall", OA, filter={"is_to_all": True}, **TEXT, clientmsgid=f"c{number}")
        assert sent["errcode"] == 0
    play.act("clock", advance=1)
    counts = [(one["SentCount"], one["ErrorCount"]) for one in ears.of("MASSSENDJOBFINISH")]
    assert counts == [("1", "0")] * 4 + [("0", "1")]
    play.act("clock", advance=20 * 86_400)
    play.tokens.clear()
    late = play.post("message/mass/send", OA, touser=[openid, "oNobody"], **TEXT)
    assert play.post("message/mass/get", OA, msg_id=late["msg_id"])["msg_status"] == "SEND_SUCCESS"
    assert len(play.state("people")[person]["inbox"]) == 5


def test_a_subscription_account_sends_once_a_day_and_ids_stop_repeats(play: Player) -> None:
    follower(play, SUB)
    send = lambda **more: play.post("message/mass/sendall", SUB, filter={"is_to_all": True}, **TEXT, **more)["errcode"]  # noqa: E731
    assert [send(clientmsgid="a"), send(clientmsgid="a"), send()] == [0, 45066, 45028]
    play.act("clock", advance=86_400)
    play.tokens.clear()
    assert [send(clientmsgid="a"), send(clientmsgid="x" * 65), send()] == [45065, 45067, 0]
    assert play.post("message/mass/send", SUB, touser=["a", "b"], **TEXT)["errcode"] == 48001
    assert play.post("message/mass/sendall", SUB, filter={"tag_id": 9}, **TEXT)["errcode"] == 45159


def test_a_reply_to_a_message_reaches_the_writer_sealed_or_not(play: Player) -> None:
    ears = Listener(play.sandbox).listen(OA)
    person, openid = follower(play)
    reply = f"<xml><ToUserName><![CDATA[{openid}]]></ToUserName><MsgType>text</MsgType><Content><![CDATA[在的]]></Content></xml>"
    for ears.reply in (reply, f"<xml><Encrypt>{seal(reply.encode(), KEY, OA, bytes(16))}</Encrypt></xml>", "success"):
        play.act("writings", person=person)
    inbox = play.state("people")[person]["inbox"]
    assert [one["content"]["text"]["content"] for one in inbox] == ["在的", "在的"]
    assert ears.heard[1]["Content"] == "你好"
    ears.reply = "<xml><Encrypt>QUJD</Encrypt></xml>"
    play.act("writings", person=person)
    assert play.state("deliveries")["counts"]["unreadable replies"] == 1


def test_wechatpy_sends_messages_and_makes_menus(play: Player) -> None:
    person, openid = follower(play)
    client = play.official_client()
    client.message.send_text(openid, "欢迎关注")
    client.message.send_template(openid, "template-order", ORDER)
    client.menu.create({"button": [{"type": "click", "name": "积分", "key": "points"}]})
    assert client.menu.get()["menu"]["button"][0]["key"] == "points"
    client.message.send_mass_text(None, "上新", is_to_all=True)
    assert [one["channel"] for one in play.state("people")[person]["inbox"]] == ["custom", "template", "mass"]
