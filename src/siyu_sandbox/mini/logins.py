"""Users of mini-programs: login and phone number, each for a code that is good once, for five minutes."""

from __future__ import annotations

import base64
from typing import Any

from siyu_sandbox.clock import MINUTE
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import text
from siyu_sandbox.errors import FREQUENT, Rejected
from siyu_sandbox.official.kinds import anybody, programs
from siyu_sandbox.official.oauth import BAD_CODE, GRANT, USED_CODE, use_code
from siyu_sandbox.official.tokens import WHO, account_of
from siyu_sandbox.people.accounts import follower_of

TOO_FAST, A_MINUTE = 45011, 100


@anybody.get(
    "/sns/jscode2session", *WHO, text("js_code", needed=True, missing=41008, wrong=BAD_CODE), GRANT,
    codes=(BAD_CODE, USED_CODE, TOO_FAST, 40013, 40125),
)  # fmt: skip
def log_in(call: Call, appid: str, secret: str, js_code: str, grant_type: str) -> dict[str, Any]:
    """The openid and session of who opened the mini-program; 100 a minute for each user."""
    account = account_of(call, appid, secret)
    found = _code(call, appid, js_code, "login")
    person = call.world.people.by_id[found]
    try:
        call.world.frequencies.note(person.id, "jscode2session", call.now, {MINUTE: A_MINUTE})
    except Rejected as rejected:
        raise Rejected(
            TOO_FAST if rejected.code == FREQUENT else rejected.code, "api minute-quota reach limit"
        ) from None
    session = base64.b64encode(call.world.ids.bytes(16)).decode()
    union = {"unionid": person.unionid} if call.world.settings.unionid_bound else {}
    return {"openid": follower_of(call.world, account, person).openid, "session_key": session, **union}


@programs.post(
    "/wxa/business/getuserphonenumber", text("code", needed=True, missing=41008, wrong=BAD_CODE), codes=(BAD_CODE,)
)
def tell_phone(call: Call, code: str) -> dict[str, Any]:
    """The phone number a user agreed to give."""
    person = call.world.people.by_id[_code(call, call.account.key, code, "phone")]
    mark = {"timestamp": call.now, "appid": call.account.key}
    number = {"phoneNumber": person.phone, "purePhoneNumber": person.phone, "countryCode": "86", "watermark": mark}
    return {"errcode": 0, "errmsg": "ok", "phone_info": number}


def _code(call: Call, appid: str, code: str, scope: str) -> str:
    """Return whose code it is; an expired one is as bad as none here."""
    found = call.world.oauth_codes.get(code)
    if found is None or found.scope != scope or call.now >= found.ends_at:
        raise Rejected(BAD_CODE)
    return use_code(call, appid, code).person
