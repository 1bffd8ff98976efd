"""Messages by WeCom and official accounts, through the outbox to a served sandbox and back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from siyu.accounts.models import Workspace
from siyu.connect.callbacks.handlers import Event
from siyu.engage.messaging.lanes import drain
from siyu.engage.messaging.models import SERVICE, TRANSACTIONAL, Grant, Message
from siyu.engage.messaging.queueing import Effect, queue_messages
from siyu.engage.messaging.wechat.acts import hear_of_notices, open_by_acts
from siyu.engage.messaging.wechat.group_sends import attachment_of, follow_group_sends
from siyu.platforms.channels.models import Channel
from siyu.platforms.official import followers, scenes
from siyu.platforms.wecom import contacts
from siyu.unify.members.models import Identifier, Member
from tests.platforms.conftest import account, wecom
from tests.sandboxes import ServedSandbox, sandbox

__all__ = ["account", "sandbox", "wecom"]
pytestmark = pytest.mark.django_db

NOON = datetime(2017, 6, 5, 16, tzinfo=UTC)


@pytest.fixture
def brand(workspace: Workspace) -> Workspace:
    workspace.clock_stands_at = NOON
    workspace.save()
    return workspace


def know(workspace: Workspace, kind: str, scope: str, value: str) -> int:
    """Make a member of an id of the platform."""
    source = Member.objects.count() + 1
    Member.objects.create(workspace=workspace, member_id=source)
    Identifier.objects.create(workspace=workspace, kind=kind, scope=scope, value=value, source_id=source)
    return source


def say(workspace: Workspace, key: str, source: int, transport: str, **more: Any) -> None:
    queue_messages(workspace, [Effect(key, source, transport, SERVICE, TRANSACTIONAL, **more)])


def states() -> dict[str, tuple[str, str]]:
    return {row.effect_key: (row.state, row.rule or row.reason) for row in Message.objects.all()}


def test_a_group_message_is_followed_until_staff_confirmed_it(brand, wecom: Channel, sandbox: ServedSandbox) -> None:
    sandbox.act("crowds", count=2, members=["alice"])
    people = contacts.list_contacts(wecom, "alice")
    for number, customer in enumerate(people):
        say(brand, f"m{number}", know(brand, "external_userid", wecom.identity, customer), "wecom.group_send", content={"text": "新品"})  # fmt: skip
    say(brand, "elsewhere", know(brand, "external_userid", "another-corp", "x"), "wecom.group_send", content={"text": "新品"})  # fmt: skip
    drain(brand)
    assert states() == {"m0": ("sent", ""), "m1": ("sent", ""), "elsewhere": ("dropped", "relation")}
    (task,) = {row.platform_id.partition("/")[0] for row in Message.objects.exclude(platform_id="")}
    sandbox.act("clock", advance=5)
    assert follow_group_sends(brand) == 0
    sandbox.act("sends", msgid=task)
    assert follow_group_sends(brand) == 2
    assert follow_group_sends(brand) == 0
    assert {state for state, _ in states().values()} == {"delivered", "dropped"}
    say(brand, "again", 1, "wecom.group_send", content={"text": "又一条"})
    drain(brand)
    assert states()["again"] == ("deferred", "quota")


def test_an_answer_needs_what_the_follower_did(brand: Workspace, account: Channel, sandbox: ServedSandbox) -> None:
    sandbox.act("follows", ticket=scenes.create_scene(account, "store-1").ticket)
    ((openids, _), *_) = followers.list_followers(account)
    event = told(account, "subscribe", FromUserName=openids[-1])
    assert open_by_acts([event])[0].again is True, "the follower is not known yet"
    source = know(brand, "openid", account.identity, openids[-1])
    for number in range(4):
        say(brand, f"m{number}", source, "official.custom", content={"text": f"你好 {number}"})
    assert [open_by_acts([event])[0].outcome for _ in range(2)] == ["done", "done"]
    assert Grant.objects.get().left == 3
    drain(brand)
    assert sorted(states().values()) == [("dropped", "grant"), ("sent", ""), ("sent", ""), ("sent", "")]


def test_a_notice_and_what_became_of_it(brand: Workspace, account: Channel, sandbox: ServedSandbox) -> None:
    sandbox.act("follows", ticket=scenes.create_scene(account, "store-1").ticket)
    ((openids, _), *_) = followers.list_followers(account)
    source = know(brand, "openid", account.identity, openids[-1])
    sandbox.act("templates", template_id="paid", use="service", keys=["thing1"])
    notice = {"type": "notice", "template_id": "paid", "data": [{"name": "thing1", "text": "牛奶"}], "url": ""}
    say(brand, "paid", source, "official.template", content={"message": notice})
    say(brand, "text", source, "official.template", content={"text": "你好"})
    drain(brand)
    assert states()["paid"] == ("sent", "")
    assert states()["text"][0] == "failed"
    number = Message.objects.get(effect_key="paid").platform_id
    assert hear_of_notices([told(account, "TEMPLATESENDJOBFINISH", MsgID=number, Status="success")])[0].outcome == "done"  # fmt: skip
    assert states()["paid"] == ("delivered", "success") or states()["paid"] == ("delivered", "")


def test_what_the_platform_refuses_fails_with_its_words(brand: Workspace, account: Channel) -> None:
    source = know(brand, "openid", account.identity, "nobody-of-this-account")
    Grant.objects.create(workspace=brand, source_id=source, family="custom", kind="message", left=5, opened_at=NOON, key="g")  # fmt: skip
    say(brand, "m", source, "official.custom", content={"text": "你好"})
    drain(brand)
    row = Message.objects.get()
    assert row.state == "failed"
    assert row.reason.startswith(("40003", "43004", "45015"))


def test_without_an_account_a_message_fails_and_says_so(brand: Workspace) -> None:
    say(brand, "m", know(brand, "openid", "", "x"), "official.custom", content={"text": "你好"})
    drain(brand)
    assert states() == {"m": ("failed", "message.no_account")}


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ({"type": "image", "picture": "https://a.example/x.png"}, {"msgtype": "image", "image": {"pic_url": "https://a.example/x.png"}}),
        ({"type": "image", "picture": "M1"}, {"msgtype": "image", "image": {"media_id": "M1"}}),
        ({"type": "link", "title": "t", "url": "https://a.example"}, {"msgtype": "link", "link": {"title": "t", "url": "https://a.example"}}),
        ({"type": "mini_program", "title": "t", "appid": "wx", "page": "p", "picture": "M"},
         {"msgtype": "miniprogram", "miniprogram": {"title": "t", "appid": "wx", "page": "p", "pic_media_id": "M"}}),
    ],
)  # fmt: skip
def test_cards_are_written_as_the_platform_takes_them(given: dict[str, Any], taken: dict[str, Any]) -> None:
    assert attachment_of(given) == taken


def told(channel: Channel, name: str, **fields: str) -> Event:
    return Event(
        handling_id=1, handler="messaging", workspace_id=channel.workspace_id, channel_id=channel.pk, kind=channel.kind,
        name=name, digest=f"{name}-1", received_at=datetime.now(UTC), deadline_at=None, fields=dict(fields),
    )  # fmt: skip
