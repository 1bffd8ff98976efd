"""Who looks at a page of an official account. These tokens are a user's and open nothing else."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import text
from siyu_sandbox.errors import Rejected
from siyu_sandbox.official.kinds import anybody
from siyu_sandbox.official.tokens import WHO, account_of
from siyu_sandbox.world.inboxes import OAuthCode, Ticket
from siyu_sandbox.world.people import Person
from siyu_sandbox.world.tokens import LIFE

REFRESHABLE = 30 * 86400
BAD_CODE, USED_CODE, EXPIRED_CODE, BAD_REFRESH, BAD_TOKEN = 40029, 40163, 42003, 40030, 40001
GRANT = text("grant_type", needed=True, among=("authorization_code",), missing=40002, wrong=40002)
_USER = (text("access_token", needed=True, missing=41001), text("openid", needed=True, missing=40003, wrong=40003))


@anybody.get(
    "/sns/oauth2/access_token", *WHO, text("code", needed=True, missing=41008), GRANT,
    codes=(BAD_CODE, USED_CODE, EXPIRED_CODE, 40013, 40001),
)  # fmt: skip
def change_code(call: Call, appid: str, secret: str, code: str, grant_type: str) -> dict[str, Any]:
    """The openid and a user's token for a code, once."""
    account_of(call, appid, secret)
    found = use_code(call, appid, code)
    return _tokens(call, found.appid, call.world.people.by_id[found.person], found.scope)


@anybody.get(
    "/sns/oauth2/refresh_token", text("appid", needed=True, missing=41002), text("refresh_token", needed=True),
    text("grant_type", needed=True, among=("refresh_token",), wrong=40002), codes=(BAD_REFRESH,),
)  # fmt: skip
def refresh(call: Call, appid: str, refresh_token: str, grant_type: str) -> dict[str, Any]:
    """A new token for a user."""
    found = call.world.oauth_tickets.get(f"refresh {refresh_token}")
    if found is None or found.appid != appid or call.now >= found.ends_at:
        raise Rejected(BAD_REFRESH)
    return _tokens(call, appid, call.world.people.by_id[found.person], found.scope)


@anybody.get("/sns/userinfo", *_USER, text("lang", default="zh_CN"), codes=(BAD_TOKEN, 40003, 42001, 48001))
def tell_user(call: Call, access_token: str, openid: str, lang: str) -> dict[str, Any]:
    """Name and picture of a user who agreed to snsapi_userinfo."""
    ticket = _ticket(call, access_token, openid)
    if ticket.scope != "snsapi_userinfo":
        raise Rejected(48001)
    person = call.world.people.by_id[ticket.person]
    return {
        "openid": openid, "nickname": person.name, "sex": 0, "province": "", "city": "", "country": "",
        "headimgurl": f"https://thirdwx.qlogo.cn/mmopen/{person.id}/132", "privilege": [], **_unionid(call, person),
    }  # fmt: skip


@anybody.get("/sns/auth", *_USER, codes=(BAD_TOKEN, 40003, 42001))
def check(call: Call, access_token: str, openid: str) -> None:
    """Whether a user's token is good."""
    _ticket(call, access_token, openid)


def use_code(call: Call, appid: str, code: str) -> OAuthCode:
    """Return what a code stands for and use it up; raises 40029, 40163 or 42003."""
    found = call.world.oauth_codes.get(code)
    if found is None or found.appid != appid or not found.person:
        raise Rejected(BAD_CODE)
    if found.used_at is not None:
        raise Rejected(USED_CODE)
    if call.now >= found.ends_at:
        raise Rejected(EXPIRED_CODE)
    found.used_at = call.now
    return found


def _tokens(call: Call, appid: str, person: Person, scope: str) -> dict[str, Any]:
    access, again = call.world.ids.make("", 90), call.world.ids.make("", 90)
    tickets = call.world.oauth_tickets
    tickets[f"user {access}"] = Ticket(access, appid, "", person.id, call.now + LIFE, scope)
    tickets[f"refresh {again}"] = Ticket(again, appid, "", person.id, call.now + REFRESHABLE, scope)
    return {
        "access_token": access, "expires_in": LIFE, "refresh_token": again,
        "openid": call.world.people.openid(person, appid), "scope": scope, **_unionid(call, person),
    }  # fmt: skip


def _ticket(call: Call, access_token: str, openid: str) -> Ticket:
    found = call.world.oauth_tickets.get(f"user {access_token}")
    if found is None:
        raise Rejected(BAD_TOKEN)
    if call.now >= found.ends_at:
        raise Rejected(42001)
    if call.world.people.by_id[found.person].openids.get(found.appid) != openid:
        raise Rejected(40003, "invalid openid")
    return found


def _unionid(call: Call, person: Person) -> dict[str, str]:
    return {"unionid": person.unionid} if call.world.settings.unionid_bound else {}
