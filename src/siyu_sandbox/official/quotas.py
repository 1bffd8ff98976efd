"""How much of a day's calls is used."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.clock import DAY, MINUTE
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import text
from siyu_sandbox.errors import Rejected
from siyu_sandbox.official.kinds import EVERY, official
from siyu_sandbox.official.tokens import PLAIN_A_DAY

CLEARINGS = 10
DAILY = {"/cgi-bin/token": (PLAIN_A_DAY, "token of the day"), "/cgi-bin/message/template/send": (0, "templates")}


@official.post("/openapi/quota/get", text("cgi_path", needed=True, missing=76021, wrong=76021), allowed=EVERY)
def get_quota(call: Call, cgi_path: str) -> dict[str, Any]:
    """How often a path may be called today, and was."""
    if cgi_path not in DAILY:
        raise Rejected(76021, "cgi_path not found")
    most, scope = DAILY[cgi_path]
    most = most or call.world.settings.template_daily
    used = call.world.frequencies.used(call.account.key, scope, DAY, call.now)
    quota = {"daily_limit": most, "used": used, "remain": max(0, most - used)}
    return {"errcode": 0, "errmsg": "ok", "quota": quota, "rate_limit": {"call_count": 0, "refresh_second": MINUTE}}


@official.post("/clear_quota", text("appid", needed=True, missing=41002), allowed=EVERY, codes=(48006, 40013))
def clear_quota(call: Call, appid: str) -> None:
    """Begin all counts of the account anew, ten times a month."""
    if appid != call.account.key:
        raise Rejected(40013)
    try:
        call.world.frequencies.note(appid, "clearings", call.now, {30 * DAY: CLEARINGS})
    except Rejected:
        raise Rejected(48006, "forbid to clear quota because of reaching the limit") from None
    call.world.frequencies.forget(appid, but="clearings")
