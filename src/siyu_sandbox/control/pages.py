"""Codes as the platforms' login pages would give them, for a member or a person who looks at a page."""

from __future__ import annotations

from html import escape
from typing import Any

from siyu_sandbox.callbacks.envelopes import with_query
from siyu_sandbox.control.kinds import control
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import text
from siyu_sandbox.endpoints.table import Table
from siyu_sandbox.errors import Rejected, refuse
from siyu_sandbox.exchange import Answer
from siyu_sandbox.world.inboxes import OAuthCode

CODE_LIFE, MOST_OFFERED = 300, 50
SCOPES = ("snsapi_base", "snsapi_userinfo", "snsapi_privateinfo")
pages = Table("official", "")


@control.post(
    "/oauth-codes",
    text("appid", default=""),
    text("member", default=""),
    text("person", default=""),
    text("scope", default="snsapi_base", among=SCOPES),
)
def give_code(call: Call, appid: str, member: str, person: str, scope: str) -> dict[str, Any]:
    """The code a page gets when a member or a person opens it, for the corp unless an appid is named."""
    world = call.world
    appid = appid or world.corpid
    if appid != world.corpid and appid not in world.accounts:
        raise refuse(f"没有 {appid}", f"there is no {appid}")
    if bool(member) == bool(person):
        raise refuse("请给出 member 或 person 之一", "give either member or person")
    if member and (member not in world.members or appid != world.corpid):
        raise refuse(f"没有员工 {member}", f"there is no member {member}")
    who = world.people.find(person).id if person else ""
    code = OAuthCode(world.ids.make("", 32), appid, member, who, call.now + CODE_LIFE, scope)
    world.oauth_codes[code.code] = code
    return {"code": code.code}


@pages.get(
    "/connect/oauth2/authorize",
    text("appid", needed=True),
    text("redirect_uri", needed=True, most=2048),
    text("response_type", needed=True, among=("code",)),
    text("scope", default="snsapi_base", among=SCOPES),
    text("state", default="", most=128),
    text("agentid", default=""),
    text("sandbox_member", default=""),
    text("sandbox_person", default=""),
)
def authorize(
    call: Call,
    appid: str,
    redirect_uri: str,
    response_type: str,
    scope: str,
    state: str,
    agentid: str,
    sandbox_member: str,
    sandbox_person: str,
) -> Answer:
    """The page of web login: asks whom to be, then leads back with a code. Two fields of the sandbox's own answer at once."""
    if not redirect_uri.startswith(("http://", "https://")):
        raise Rejected(10003, "redirect_uri should be a web address")
    if not sandbox_member and not sandbox_person:
        return _ask_whom(call, appid)
    code = give_code(call, appid, sandbox_member, sandbox_person, scope)["code"]
    return Answer(
        302, b"", "text/plain", headers={"location": with_query(redirect_uri, {"code": code, "state": state})}
    )


def _ask_whom(call: Call, appid: str) -> Answer:
    """Return a page that offers members, for the corp, and the last people who came."""
    world = call.world
    members = [one for one in world.members.values() if one.left_at is None] if appid == world.corpid else []
    people = list(world.people.by_id.values())[-MOST_OFFERED:]
    choices = [("sandbox_member", one.userid, one.name) for one in members]
    choices += [("sandbox_person", one.id, one.name) for one in people]
    links = "".join(
        f'<li><a href="{escape(with_query("authorize", {**call.request.query, field: ref}))}">{escape(name)} ({escape(ref)})</a></li>'
        for field, ref, name in choices
    )
    body = f"<!doctype html><meta charset=utf-8><title>登录 · Log in</title><h1>以谁的身份登录？ · Log in as</h1><ul>{links}</ul>"
    return Answer(200, body.encode(), "text/html; charset=utf-8")
