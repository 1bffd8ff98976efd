"""The typed clients of official accounts say what the platform says."""

from __future__ import annotations

import pytest

from siyu.platforms.channels.models import Channel
from siyu.platforms.errors import PlatformError
from siyu.platforms.official import followers, menus, messages, scenes
from tests.sandboxes import ServedSandbox


@pytest.fixture(autouse=True)
def strict(sandbox: ServedSandbox) -> None:
    sandbox.act("settings", settings={"unknown_field": "refuse", "unionid_bound": True})


def follow(account: Channel, sandbox: ServedSandbox) -> str:
    ticket = scenes.create_scene(account, "store-1").ticket
    sandbox.act("follows", ticket=ticket)
    ((openids, _), *_) = followers.list_followers(account)
    return openids[-1]


def test_who_follows_by_a_code_tells_its_scene(account: Channel, sandbox: ServedSandbox) -> None:
    openid = follow(account, sandbox)
    found = followers.get_follower(account, openid)
    assert (found.subscribe, found.qr_scene_str, bool(found.unionid)) == (1, "store-1", True)
    assert followers.get_followers(account, [openid]) == [found]
    assert "ticket=" in scenes.picture_of("a/b+c") and "+" not in scenes.picture_of("a/b+c")
    assert scenes.create_scene(account, "till", 600).expire_seconds == 600


def test_messages_within_what_the_platform_allows(account: Channel, sandbox: ServedSandbox) -> None:
    openid = follow(account, sandbox)
    messages.send_answer(account, openid, "text", {"content": "你好"})
    (person,) = [one["id"] for one in sandbox.state("people").values()]
    sandbox.act("templates", template_id="paid", use="service", keys=["thing1"])
    assert messages.send_template(account, openid, "paid", {"thing1": "牛奶"}, url="https://shop.example", once_as="o1")
    sandbox.act("templates", template_id="arrived", use="subscribe", keys=["thing1"])
    with pytest.raises(PlatformError) as caught:
        messages.send_subscribed(account, openid, "arrived", {"thing1": "牛奶"})
    assert caught.value.errcode == messages.REFUSED
    sandbox.act("subscriptions", person=person, template="arrived")
    messages.send_subscribed(account, openid, "arrived", {"thing1": "牛奶"})


def test_a_menu_is_made_and_read(account: Channel) -> None:
    assert menus.get_menu(account) == []
    menus.create_menu(account, [{"type": "click", "name": "积分", "key": "points"}])
    assert [one["key"] for one in menus.get_menu(account)] == ["points"]


def test_the_plain_token_where_others_use_it_too(account: Channel, sandbox: ServedSandbox) -> None:
    account.settings = {"token": "plain"}
    assert list(followers.list_followers(account)) == [([], "")]
    assert (sandbox.calls("/cgi-bin/token"), sandbox.calls("/cgi-bin/stable_token")) == ([0], [])
