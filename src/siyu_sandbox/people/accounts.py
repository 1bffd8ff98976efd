"""People and official accounts or mini-programs: following, scanning, writing, clicking, paying, agreeing to messages."""

from __future__ import annotations

import re
from typing import Any

from siyu.platforms.crypto import Unsealable, open_sealed
from siyu_sandbox.callbacks.deliveries import Delivery
from siyu_sandbox.clock import HOUR, MINUTE
from siyu_sandbox.errors import refuse
from siyu_sandbox.world.apps import Account
from siyu_sandbox.world.followers import Follower, Grant, Scene
from siyu_sandbox.world.people import Person, Received
from siyu_sandbox.world.world import World

AFTER_ACTION = 3
"""How many custom messages following, scanning or clicking allows within a minute."""


def follower_of(world: World, account: Account, person: Person) -> Follower:
    """Return a person as an account knows him, made when they first meet."""
    openid = world.people.openid(person, account.key)
    if openid not in account.followers:
        account.followers[openid] = Follower(openid, person.id)
    return account.followers[openid]


def follow(world: World, account: Account, person: Person, scene: Scene | None = None) -> Follower:
    """Let a person follow, by a code or without; who follows already has only scanned."""
    one = follower_of(world, account, person)
    if one.subscribed_at is not None:
        if scene:
            _scan(world, account, one, scene)
        return one
    one.subscribed_at = world.clock.now()
    one.scene = "ADD_SCENE_QR_CODE" if scene else "ADD_SCENE_SEARCH"
    more: dict[str, Any] = {}
    if scene:
        _note_scene(world, one, scene)
        more = {"EventKey": f"qrscene_{scene.value}", "Ticket": scene.ticket}
    _grant(world, one, "follow", AFTER_ACTION, MINUTE)
    tell(world, account, one, "subscribe", **more)
    return one


def unfollow(world: World, account: Account, person: Person) -> None:
    """Let a follower leave; allowances end with it."""
    one = _following(world, account, person)
    one.subscribed_at, one.tags, one.grants = None, [], []
    tell(world, account, one, "unsubscribe")


def write(world: World, account: Account, person: Person, text: str) -> None:
    """Let a person write, which opens 48 hours."""
    one = follower_of(world, account, person)
    if account.kind != "mini" and one.subscribed_at is None:
        raise refuse(f"{person.id} 没有关注", f"{person.id} does not follow")
    _grant(world, one, "message", world.settings.custom_messages, 48 * HOUR)
    message = {"MsgType": "text", "Content": text, "MsgId": world.ids.number() + 10**15}
    world.deliveries.tell(account, account.key, {**_head(world, account, one), **message})


def click(world: World, account: Account, person: Person, key: str) -> None:
    """Let a follower click the menu entry with a key or address."""
    one = _following(world, account, person)
    button = next((each for each in buttons(account.menu or {}) if key in (each.get("key"), each.get("url"))), None)
    if button is None:
        raise refuse(f"菜单里没有 {key}", f"the menu has no {key}")
    if button["type"] in {"click", "scancode_push", "scancode_waitmsg"}:
        _grant(world, one, "click", AFTER_ACTION, MINUTE)
    event = {"click": "CLICK", "view": "VIEW", "miniprogram": "view_miniprogram"}.get(button["type"], button["type"])
    tell(world, account, one, event, EventKey=button.get("pagepath") or key)


def pay(world: World, account: Account, person: Person) -> None:
    """Let a person pay, which opens 48 hours without a limit."""
    _grant(world, follower_of(world, account, person), "payment", None, 48 * HOUR)


def answer_subscription(world: World, account: Account, person: Person, template: str, *, accepts: bool) -> Follower:
    """Let a person accept one subscribe message more, or refuse, which ends all that were left."""
    if template not in account.templates or account.templates[template].use != "subscribe":
        raise refuse(f"没有订阅模板 {template}", f"there is no subscribe template {template}")
    one = follower_of(world, account, person)
    one.consents[template] = one.consents.get(template, 0) + 1 if accepts else 0
    status = {"TemplateId": template, "SubscribeStatusString": "accept" if accepts else "reject", "PopupScene": "0"}
    tell(world, account, one, "subscribe_msg_popup_event", SubscribeMsgPopupEvent={"List": status})
    return one


def tell(world: World, account: Account, one: Follower, event: str, **tags: Any) -> None:
    """Send an event of a user to the account."""
    head = _head(world, account, one)
    world.deliveries.tell(account, account.key, {**head, "MsgType": "event", "Event": event, **tags})


def buttons(menu: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the entries of a menu that do something."""
    top = menu.get("button", [])
    return [one for each in top for one in (each.get("sub_button") or [each]) if "type" in one]


def take_reply(world: World, delivery: Delivery) -> None:
    """Give a person what an account answered to his message or event, when it was a message."""
    account = world.accounts.get(delivery.to)
    if account is None or account.receiver is None:
        return
    reply = delivery.reply
    if sealed := _tag(reply, "Encrypt"):
        try:
            reply = open_sealed(sealed, account.receiver.aes_key, account.key).decode("utf-8", "replace")
        except Unsealable:
            world.deliveries.counts["unreadable replies"] += 1
            return
    person, kind = world.people.by_openid.get(_tag(reply, "ToUserName")), _tag(reply, "MsgType")
    if person and kind:
        content = (
            {"msgtype": kind, "text": {"content": _tag(reply, "Content")}} if kind == "text" else {"msgtype": kind}
        )
        world.people.receive(person, Received(world.clock.now(), "reply", account.key, content))


def _tag(xml: str, name: str) -> str:
    found = re.search(rf"<{name}>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?</{name}>", xml, re.DOTALL)
    return found[1] if found else ""


def _following(world: World, account: Account, person: Person) -> Follower:
    one = follower_of(world, account, person)
    if one.subscribed_at is None:
        raise refuse(f"{person.id} 没有关注", f"{person.id} does not follow")
    return one


def _scan(world: World, account: Account, one: Follower, scene: Scene) -> None:
    _note_scene(world, one, scene)
    _grant(world, one, "scan", AFTER_ACTION, MINUTE)
    tell(world, account, one, "SCAN", EventKey=str(scene.value), Ticket=scene.ticket)


def _note_scene(world: World, one: Follower, scene: Scene) -> None:
    if scene.ends_at is not None and world.clock.now() >= scene.ends_at:
        raise refuse("二维码已失效", "the code is no longer valid")
    scene.scans += 1
    if isinstance(scene.value, int):
        one.qr_scene = scene.value
    else:
        one.qr_scene_str = scene.value


def _grant(world: World, one: Follower, kind: str, left: int | None, seconds: int) -> None:
    now = world.clock.now()
    one.grants = [each for each in one.grants if each.ends_at > now]
    one.grants.append(Grant(kind, left, now + seconds))


def _head(world: World, account: Account, one: Follower) -> dict[str, Any]:
    return {"ToUserName": account.original_id, "FromUserName": one.openid, "CreateTime": world.clock.now()}
