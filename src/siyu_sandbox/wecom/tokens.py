"""Tokens of apps, tickets of pages, and where callbacks come from."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.clock import HOUR
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import text
from siyu_sandbox.errors import Rejected
from siyu_sandbox.wecom.kinds import CONTACT, SELF_BUILT, corp

TICKETS = {"corp": 400, "app": 100}
"""How many tickets an hour a corp and an app may ask for."""


@corp.get(
    "/gettoken",
    text("corpid", needed=True, missing=41002, wrong=40013),
    text("corpsecret", needed=True, missing=41004, wrong=40001),
    allowed=frozenset(),
    codes=(40001, 40013, 41002, 41004),
)
def give_token(call: Call, corpid: str, corpsecret: str) -> dict[str, Any]:
    """The token of an app; the same one as long as it is good."""
    if corpid != call.world.corpid:
        raise Rejected(40013, "invalid corpid")
    for app in call.world.apps.values():
        if app.secret == corpsecret:
            token = call.world.tokens.keep(app.key, "wecom", call.now)
            return {"access_token": token.value, "expires_in": token.ends_at - call.now}
    raise Rejected(40001)


@corp.get("/get_jsapi_ticket", allowed=CONTACT)
def give_corp_ticket(call: Call) -> dict[str, Any]:
    """The ticket for `wx.config`."""
    call.world.frequencies.note(call.world.corpid, "corp ticket", call.now, {HOUR: TICKETS["corp"]})
    call.world.frequencies.note(call.app.key, "corp ticket", call.now, {HOUR: TICKETS["app"]})
    return _ticket(call, call.world.corpid)


@corp.get("/ticket/get", text("type", needed=True, among=("agent_config",)), allowed=SELF_BUILT)
def give_agent_ticket(call: Call, type: str) -> dict[str, Any]:
    """The ticket for `wx.agentConfig` of the calling app."""
    return _ticket(call, call.app.key)


@corp.get("/getcallbackip")
def tell_addresses(call: Call) -> dict[str, Any]:
    """The addresses callbacks come from."""
    return {"ip_list": ["127.0.0.1"]}


def _ticket(call: Call, holder: str) -> dict[str, Any]:
    ticket = call.world.tokens.keep(holder, "wecom", call.now, "ticket")
    return {"ticket": ticket.value, "expires_in": ticket.ends_at - call.now}
