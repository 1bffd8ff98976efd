"""Who looks at a page: codes changed for members or outsiders."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import text
from siyu_sandbox.errors import Rejected
from siyu_sandbox.wecom.kinds import SELF_BUILT, corp
from siyu_sandbox.world.inboxes import Ticket

BAD_CODE, TICKET_LIFE = 40029, 1800
_CODE = text("code", needed=True, octets=512, missing=41008, wrong=BAD_CODE)


@corp.get("/auth/getuserinfo", _CODE, allowed=SELF_BUILT, codes=(BAD_CODE, 41008))
def identify(call: Call, code: str) -> dict[str, Any]:
    """Who a code stands for: a member, or an outsider; once, within five minutes."""
    found = call.world.oauth_codes.get(code)
    if found is None or found.appid != call.world.corpid or found.used_at is not None or call.now >= found.ends_at:
        raise Rejected(BAD_CODE)
    found.used_at = call.now
    if not found.userid:
        person = call.world.people.by_id[found.person]
        known = bool(call.world.relations.of_customer(person.external_userid))
        openid = call.world.people.openid(person, call.world.corpid)
        return {"openid": openid, **({"external_userid": person.external_userid} if known else {})}
    if found.scope != "snsapi_privateinfo":
        return {"userid": found.userid}
    ticket = Ticket(call.world.ids.make("", 64), found.appid, found.userid, "", call.now + TICKET_LIFE)
    call.world.oauth_tickets[ticket.value] = ticket
    return {"userid": found.userid, "user_ticket": ticket.value}


@corp.get("/user/getuserinfo", _CODE, allowed=SELF_BUILT, codes=(BAD_CODE, 41008))
def identify_as_before(call: Call, code: str) -> dict[str, Any]:
    """The same under its older path, with its older names."""
    found = identify(call, code)
    names = {"userid": "UserId", "openid": "OpenId"}
    return {names.get(name, name): value for name, value in found.items()}


@corp.post("/auth/getuserdetail", text("user_ticket", needed=True), allowed=SELF_BUILT)
def tell_details(call: Call, user_ticket: str) -> dict[str, Any]:
    """What a member agreed to show."""
    ticket = call.world.oauth_tickets.get(user_ticket)
    if ticket is None or ticket.appid != call.world.corpid or call.now >= ticket.ends_at:
        raise Rejected(40058, "invalid user_ticket")
    member = call.world.members[ticket.userid]
    return {
        "userid": member.userid, "gender": member.gender, "avatar": "", "qr_code": "", "mobile": member.mobile,
        "email": member.email, "biz_mail": "", "address": "",
    }  # fmt: skip
