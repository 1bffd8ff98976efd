"""Time, tokens, addresses, settings, and what goes wrong."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import Any

from siyu.platforms import crypto
from siyu_sandbox.callbacks import posting
from siyu_sandbox.callbacks.deliveries import URL_DEADLINE, Habits
from siyu_sandbox.callbacks.envelopes import with_query
from siyu_sandbox.control.kinds import control
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import decimal, flag, listed, number, text, thing
from siyu_sandbox.errors import refuse
from siyu_sandbox.faults import Fault
from siyu_sandbox.settings import Settings
from siyu_sandbox.world.apps import Account, App, Receiver

FASTEST = 100_000
TOKEN, KEY = "sandboxtoken", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
"""What callbacks are signed and sealed with when nothing else is said."""
_CHANCE = {"least": 0, "most": 1}


@control.post("/clock", decimal("advance", least=0), decimal("speed", least=0, most=FASTEST))
def move_clock(call: Call, advance: float | None, speed: float | None) -> dict[str, Any]:
    """Move the clock on by seconds, carrying out what becomes due; or let it run at another speed (0 stands still)."""
    if speed is not None:
        call.world.clock.run_at(speed)
    if advance is not None:
        call.world.agenda.advance(advance)
    return {"now": call.world.clock.exact(), "speed": call.world.clock.speed}


@control.post("/token-deaths", text("holder", needed=True))
def kill_tokens(call: Call, holder: str) -> dict[str, Any]:
    """End all tokens of an app or account before their time."""
    return {"killed": call.world.tokens.kill(call.world.holder(holder).key, call.now)}


@control.post("/settings", thing("settings", needed=True))
def change_settings(call: Call, settings: dict[str, Any]) -> dict[str, Any]:
    """Change facts that could not be verified; `GET /_sandbox/state?parts=settings` lists them."""
    now = call.world.settings
    for name, value in settings.items():
        if name not in {one.name for one in fields(Settings)}:
            raise refuse(f"没有设置 {name}", f"there is no setting {name}")
        before = getattr(now, name)
        if not isinstance(value, int if type(before) is float else type(before)) and type(value) is not type(before):
            raise refuse(f"{name} 应为 {type(before).__name__}", f"{name} is a {type(before).__name__}")
    for name, value in settings.items():
        setattr(now, name, value)
    call.world.frequencies.scale = now.limits
    return {"settings": now}


@control.post(
    "/receivers",
    text("holder", needed=True),
    text("url", default="", most=1000),
    text("token", default=TOKEN, least=3, most=32),
    text("aes_key", default=KEY),
    flag("is_sealed", default=True),
    flag("check", default=True),
)
def set_receiver(
    call: Call, holder: str, url: str, token: str, aes_key: str, is_sealed: bool, check: bool
) -> dict[str, Any]:
    """Send the callbacks of an app or account to an address, after the platform's check; an empty one takes it away."""
    found = call.world.holder(holder)
    receiver = receiver_of(url, token, aes_key, is_sealed) if url else None
    if receiver and check:
        check_receiver(call, found, receiver)
    found.receiver = receiver
    return {"holder": holder, "receiver": receiver}


@control.post(
    "/delivery-habits",
    decimal("loss", default=0.0, **_CHANCE),
    decimal("duplicate", default=0.0, **_CHANCE),
    decimal("reorder", default=0.0, **_CHANCE),
    listed("delay", default=[0, 0], least=2, most=2),
)
def set_habits(call: Call, loss: float, duplicate: float, reorder: float, delay: list[Any]) -> dict[str, Any]:
    """Lose, double, reorder and delay callbacks by chance; without fields all is well again."""
    if not all(isinstance(one, int | float) and one >= 0 for one in delay):
        raise refuse("delay 应为两个秒数", "delay holds two numbers of seconds")
    call.world.deliveries.habits = Habits(loss, duplicate, reorder, (min(delay), max(delay)))
    return {"habits": call.world.deliveries.habits}


@control.post(
    "/faults",
    text("path", default="*", least=1),
    number("times", least=1),
    decimal("chance", default=1.0, **_CHANCE),
    number("code"),
    decimal("delay", default=0.0, least=0, most=600),
    flag("broken", default=False),
    number("status", least=200, most=599),
    text("message", most=1000),
)
def lay_fault(
    call: Call,
    path: str,
    times: int | None,
    chance: float,
    code: int | None,
    delay: float,
    broken: bool,
    status: int | None,
    message: str | None,
) -> dict[str, Any]:
    """Answer calls to matching paths (`*` is anything) with a code, late, broken off, with a status or another message."""
    if code is None and status is None and message is None and not delay and not broken:
        raise refuse(
            "请给出 code、delay、broken、status 或 message 之一", "give one of code, delay, broken, status or message"
        )
    fault = Fault(call.world.ids.number(), path, times, chance, code, delay, broken, status, message)
    call.world.faults.waiting.append(fault)
    return {"fault": fault}


@control.post("/fault-clearings")
def clear_faults(call: Call) -> dict[str, Any]:
    """Take all faults away."""
    count = len(call.world.faults.waiting)
    call.world.faults.waiting.clear()
    return {"cleared": count}


def receiver_of(url: str, token: str, aes_key: str, is_sealed: bool = True) -> Receiver:
    """Return a checked address of callbacks."""
    if not re.fullmatch(r"https?://\S+", url):
        raise refuse("url 应以 http:// 或 https:// 开头", "url begins with http:// or https://")
    if not re.fullmatch(r"[A-Za-z0-9]{3,32}", token):
        raise refuse("token 为 3–32 个字母或数字", "token has 3 to 32 letters and digits")
    try:
        crypto.key_of(aes_key)
    except ValueError:
        raise refuse("aes_key 为 43 个字母或数字", "aes_key has 43 letters and digits") from None
    return Receiver(url, token, aes_key, is_sealed)


def check_receiver(call: Call, holder: App | Account, receiver: Receiver) -> None:
    """Ask an address to prove that it can open messages, within one second, as the platforms do before they accept it."""
    world = call.world
    whom = world.corpid if holder.platform == "wecom" else holder.key
    secret, now, nonce = str(world.ids.number() + 10**18), str(call.now), world.ids.make("", 10)
    if holder.platform == "wecom":
        echo = crypto.seal(secret.encode(), receiver.aes_key, whom, world.ids.bytes(16))
        query = {"msg_signature": crypto.sign(receiver.token, now, nonce, echo)}
    else:
        echo, query = secret, {"signature": crypto.sign(receiver.token, now, nonce)}
    query |= {"timestamp": now, "nonce": nonce, "echostr": echo}
    status, body = posting.request("GET", with_query(replace(receiver).url, query), None, URL_DEADLINE)
    if status != 200 or body != secret.encode():
        seen = f"HTTP {status}" if status else "–"
        raise refuse(
            f"回调地址未在 1 秒内正确返回 echostr（{seen}）",
            f"the address did not answer the echostr within one second ({seen})",
        )
