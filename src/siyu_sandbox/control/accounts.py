"""People meet official accounts and mini-programs."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.control.kinds import control
from siyu_sandbox.control.pages import CODE_LIFE
from siyu_sandbox.control.people import someone
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import flag, listed, text
from siyu_sandbox.errors import refuse
from siyu_sandbox.people import accounts
from siyu_sandbox.world.apps import Account
from siyu_sandbox.world.followers import Template
from siyu_sandbox.world.founding import MINI, SERVICE
from siyu_sandbox.world.inboxes import OAuthCode

PERSON, ACCOUNT = text("person", needed=True), text("account", default=SERVICE)


@control.post("/follows", ACCOUNT, text("person"), text("ticket", default=""))
def follow(call: Call, account: str, person: str | None, ticket: str) -> dict[str, Any]:
    """A person (a new one unless named) follows an account, or scans its code with that ticket."""
    found, who = _account(call, account), someone(call.world, person)
    if found.kind == "mini":
        raise refuse("小程序不能关注", "a mini-program can't be followed")
    if ticket and ticket not in found.scenes:
        raise refuse(f"没有二维码 {ticket}", f"there is no code {ticket}")
    one = accounts.follow(call.world, found, who, found.scenes[ticket] if ticket else None)
    return {"person": who, "openid": one.openid}


@control.post("/unfollows", ACCOUNT, PERSON)
def unfollow(call: Call, account: str, person: str) -> dict[str, Any]:
    """A follower leaves."""
    accounts.unfollow(call.world, _account(call, account), call.world.people.find(person))
    return {}


@control.post("/writings", ACCOUNT, PERSON, text("text", default="你好", most=2000))
def write(call: Call, account: str, person: str, text: str) -> dict[str, Any]:
    """A person writes to an account or mini-program."""
    accounts.write(call.world, _account(call, account), call.world.people.find(person), text)
    return {}


@control.post("/menu-clicks", ACCOUNT, PERSON, text("key", needed=True))
def click(call: Call, account: str, person: str, key: str) -> dict[str, Any]:
    """A follower clicks the menu entry with a key or address."""
    accounts.click(call.world, _account(call, account), call.world.people.find(person), key)
    return {}


@control.post("/payments", ACCOUNT, PERSON)
def pay(call: Call, account: str, person: str) -> dict[str, Any]:
    """A person pays, which opens 48 hours for custom messages."""
    accounts.pay(call.world, _account(call, account), call.world.people.find(person))
    return {}


@control.post("/subscriptions", ACCOUNT, PERSON, text("template", needed=True), flag("accepts", default=True))
def answer(call: Call, account: str, person: str, template: str, accepts: bool) -> dict[str, Any]:
    """A person accepts one subscribe message more, or refuses them all."""
    who = call.world.people.find(person)
    one = accounts.answer_subscription(call.world, _account(call, account), who, template, accepts=accepts)
    return {"left": one.consents[template]}


@control.post("/template-refusals", ACCOUNT, PERSON, flag("refuses", default=True))
def refuse_templates(call: Call, account: str, person: str, refuses: bool) -> dict[str, Any]:
    """A follower refuses template messages, or takes them again."""
    one = accounts.follower_of(call.world, _account(call, account), call.world.people.find(person))
    one.refuses_templates = refuses
    return {}


@control.post(
    "/login-codes", text("account", default=MINI), PERSON, text("use", default="login", among=("login", "phone"))
)
def give_code(call: Call, account: str, person: str, use: str) -> dict[str, Any]:
    """The code a mini-program gets when a person opens it, or agrees to give the phone number."""
    found, who = _account(call, account), call.world.people.find(person)
    if found.kind != "mini":
        raise refuse(f"{account} 不是小程序", f"{account} is no mini-program")
    code = OAuthCode(call.world.ids.make("0", 32), account, "", who.id, call.now + CODE_LIFE, use)
    call.world.oauth_codes[code.code] = code
    return {"code": code.code}


@control.post(
    "/templates",
    ACCOUNT,
    text("template_id", needed=True, most=64),
    text("use", default="service", among=("service", "subscribe")),
    text("title", default="", most=64),
    listed("keys", needed=True, most=20),
)
def make_template(call: Call, account: str, template_id: str, use: str, title: str, keys: list[Any]) -> dict[str, Any]:
    """A template with the places it has."""
    if not all(isinstance(one, str) and one for one in keys):
        raise refuse("keys 应为文本", "keys are texts")
    template = Template(template_id, use, title or template_id, keys)
    _account(call, account).templates[template_id] = template
    return {"template": template}


def _account(call: Call, key: str) -> Account:
    found = call.world.accounts.get(key)
    if found is None:
        known = ", ".join(call.world.accounts)
        raise refuse(f"没有账号 {key}；有：{known}", f"there is no account {key}; there are: {known}")
    return found
