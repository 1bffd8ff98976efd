"""Tokens of accounts and mini-programs: the plain one that replaces its predecessor, the stable one, and tickets."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.clock import DAY, MINUTE, midnight
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import flag, text
from siyu_sandbox.errors import FREQUENT, Rejected
from siyu_sandbox.official.kinds import EVERY, anybody, official
from siyu_sandbox.world.apps import Account
from siyu_sandbox.world.tokens import GRACE, Token

PLAIN_A_DAY, FORCED_APART = 2000, 30
GRANT = text("grant_type", needed=True, among=("client_credential",), missing=40002, wrong=40002)
WHO = (text("appid", needed=True, missing=41002, wrong=40013), text("secret", needed=True, missing=41004, wrong=40001))
_CODES = (40001, 40002, 40013, 41002, 41004)


@anybody.get("/cgi-bin/token", GRANT, *WHO, codes=(*_CODES, FREQUENT))
def give_token(call: Call, grant_type: str, appid: str, secret: str) -> dict[str, Any]:
    """A new token at every call; the one before works for five minutes more. 2000 a day."""
    account = account_of(call, appid, secret)
    call.world.frequencies.note(account.key, "token of the day", call.now, {DAY: PLAIN_A_DAY})
    return _shown(call, call.world.tokens.replace(account.key, "official", call.now))


@anybody.post("/cgi-bin/stable_token", GRANT, *WHO, flag("force_refresh", default=False), codes=_CODES)
def give_stable_token(call: Call, grant_type: str, appid: str, secret: str, force_refresh: bool) -> dict[str, Any]:
    """The same token until its last five minutes; forced anew 20 times a day, 30 seconds apart. Apart from the plain one."""
    account, tokens = account_of(call, appid, secret), call.world.tokens
    call.world.frequencies.note(account.key, "stable token", call.now, {MINUTE: 10_000, DAY: 500_000})
    latest = tokens.latest.get((account.key, "stable"))
    if force_refresh and _may_force(call, account):
        account.forced_at.append(call.now)
        return _shown(call, tokens.replace(account.key, "official", call.now, "stable", grace=0))
    if latest and latest.is_good(call.now) and latest.ends_at - call.now > GRACE:
        return _shown(call, latest)
    return _shown(call, tokens.replace(account.key, "official", call.now, "stable"))


@official.get("/ticket/getticket", text("type", needed=True, among=("jsapi", "wx_card")))
def give_ticket(call: Call, type: str) -> dict[str, Any]:
    """The ticket that signs pages."""
    ticket = call.world.tokens.keep(call.account.key, "official", call.now, f"ticket {type}")
    return {"errcode": 0, "errmsg": "ok", "ticket": ticket.value, "expires_in": ticket.ends_at - call.now}


@official.get("/getcallbackip", allowed=EVERY)
def tell_addresses(call: Call) -> dict[str, Any]:
    """The addresses callbacks come from."""
    return {"ip_list": ["127.0.0.1"]}


def account_of(call: Call, appid: str, secret: str) -> Account:
    """Return the account of an appid and its secret; raises 40013 or 40001."""
    account = call.world.accounts.get(appid)
    if account is None:
        raise Rejected(40013)
    if account.secret != secret:
        raise Rejected(40001, "invalid appsecret")
    return account


def _may_force(call: Call, account: Account) -> bool:
    today = [one for one in account.forced_at if one >= midnight(call.now)]
    apart = not today or call.now - today[-1] >= FORCED_APART
    return apart and len(today) < call.world.settings.stable_force_per_day


def _shown(call: Call, token: Token) -> dict[str, Any]:
    return {"access_token": token.value, "expires_in": token.ends_at - call.now}
