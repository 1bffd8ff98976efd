"""Followers: lists, portraits, remarks."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import listed, text
from siyu_sandbox.errors import Rejected
from siyu_sandbox.official.kinds import official
from siyu_sandbox.world.followers import Follower

PER_PAGE, BATCH, NO_OPENID = 10_000, 100, 40003
OPENID = text("openid", needed=True, missing=NO_OPENID, wrong=NO_OPENID)


@official.get("/user/info", OPENID, text("lang", default="zh_CN"), codes=(NO_OPENID,))
def get_follower(call: Call, openid: str, lang: str) -> dict[str, Any]:
    """A follower; of one who left only that."""
    return _portrait(call, known(call, openid), lang)


@official.post(
    "/user/info/batchget", listed("user_list", needed=True, most=BATCH, wrong=40032), codes=(NO_OPENID, 40032)
)
def get_followers(call: Call, user_list: list[Any]) -> dict[str, Any]:
    """Up to 100 followers."""
    asked = [one if isinstance(one, dict) else {} for one in user_list]
    found = [_portrait(call, known(call, one.get("openid")), str(one.get("lang", "zh_CN"))) for one in asked]
    return {"user_info_list": found}


@official.get("/user/get", text("next_openid", default=""), codes=(NO_OPENID,))
def list_followers(call: Call, next_openid: str) -> dict[str, Any]:
    """Openids of all followers, 10,000 at a time, after `next_openid`."""
    return after(call, [one for one in call.account.followers.values() if one.subscribed_at is not None], next_openid)


@official.post("/user/info/updateremark", OPENID, text("remark", default="", most=30), codes=(NO_OPENID,))
def remark_follower(call: Call, openid: str, remark: str) -> None:
    """A note about a follower."""
    known(call, openid).remark = remark


def known(call: Call, openid: Any) -> Follower:
    """Return a follower, past ones too; raises 40003."""
    found = call.account.followers.get(openid) if isinstance(openid, str) else None
    if found is None:
        raise Rejected(NO_OPENID, "invalid openid")
    return found


def after(call: Call, rows: list[Follower], next_openid: str) -> dict[str, Any]:
    """Return the page of openids behind one."""
    openids = [one.openid for one in rows]
    if next_openid and next_openid not in call.account.followers:
        raise Rejected(NO_OPENID, "invalid openid")
    begin = openids.index(next_openid) + 1 if next_openid in openids else 0
    found = openids[begin : begin + PER_PAGE]
    last = found[-1] if found else ""
    return {
        "total": len(openids),
        "count": len(found),
        **({"data": {"openid": found}} if found else {}),
        "next_openid": last,
    }


def _portrait(call: Call, one: Follower, lang: str) -> dict[str, Any]:
    if one.subscribed_at is None:
        return {"subscribe": 0, "openid": one.openid}
    person = call.world.people.by_id[one.person]
    return {
        "subscribe": 1, "openid": one.openid, "language": lang, "subscribe_time": one.subscribed_at,
        **({"unionid": person.unionid} if call.world.settings.unionid_bound else {}),
        "remark": one.remark, "groupid": 0, "tagid_list": list(one.tags), "subscribe_scene": one.scene,
        "qr_scene": one.qr_scene, "qr_scene_str": one.qr_scene_str,
    }  # fmt: skip
