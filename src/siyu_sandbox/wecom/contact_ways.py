"""Contact ways (联系我): codes and widgets by which customers add members."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.clock import DAY
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import flag, listed, number, paged, text, thing
from siyu_sandbox.endpoints.paging import page
from siyu_sandbox.errors import Rejected
from siyu_sandbox.people.meeting import members_of
from siyu_sandbox.wecom.contents import check_content
from siyu_sandbox.wecom.kinds import contacts
from siyu_sandbox.world.contacts import ContactWay

MOST_WAYS, MOST_TEMPORARY, MOST_MEMBERS, MOST_DAYS = 500_000, 100_000, 100, 14
SINGLE, MULTI, WIDGET, CODE = 1, 2, 1, 2
_CONFIG = text("config_id", needed=True, missing=41043, wrong=41044)
_CHANGEABLE = (
    number("style", wrong=41042, among=(1, 2, 3)),
    text("remark", most=30),
    flag("skip_verify"),
    text("state", most=30),
    listed("user", most=MOST_MEMBERS, wrong=41041),
    listed("party", most=MOST_MEMBERS, wrong=41041),
    number("expires_in", least=1, most=MOST_DAYS * DAY),
    number("chat_expires_in", least=1, most=MOST_DAYS * DAY),
    text("unionid"),
    flag("is_exclusive"),
    flag("mark_source"),
    thing("conclusions"),
)


@contacts.post(
    "/add_contact_way",
    number("type", needed=True, missing=41037, wrong=41039, among=(SINGLE, MULTI)),
    number("scene", needed=True, missing=41038, wrong=41040, among=(WIDGET, CODE)),
    flag("is_temp", default=False),
    *_CHANGEABLE,
    codes=(40098, 41037, 41038, 41039, 41040, 41041, 41042, 41045, 41054, 60111),
)
def add_way(call: Call, type: int, scene: int, is_temp: bool, **given: Any) -> dict[str, Any]:
    """A new contact way; the code is for scene 2 only."""
    _refuse_too_many(call, is_temp)
    config_id = call.world.ids.make("", 32).lower()
    way = ContactWay(config_id, type, scene, call.now, call.app.key, is_temp=is_temp)
    _change(call, way, given)
    if scene == CODE:
        way.qr_code = f"https://wework.qpic.cn/wwpic/{config_id}/0"
    call.world.ways[config_id] = way
    return {"config_id": config_id, **({"qr_code": way.qr_code} if way.qr_code else {})}


@contacts.post("/update_contact_way", _CONFIG, *_CHANGEABLE, codes=(41041, 41043, 41044, 60111))
def update_way(call: Call, config_id: str, **given: Any) -> None:
    """Change a way; members and departments that are given replace those before."""
    _change(call, _way(call, config_id), given)


@contacts.post("/get_contact_way", _CONFIG, codes=(41043, 41044))
def get_way(call: Call, config_id: str) -> dict[str, Any]:
    """A way in full."""
    way = _way(call, config_id)
    names = ("config_id", "type", "scene", "style", "remark", "skip_verify", "state", "qr_code", "user", "party")
    more = ("is_temp", "expires_in", "chat_expires_in", "unionid", "is_exclusive", "mark_source", "conclusions")
    shown = {name: getattr(way, name) for name in names + more if getattr(way, name) is not None}
    return {"contact_way": shown}


@contacts.post("/list_contact_way", number("start_time"), number("end_time"), *paged(1000, 100))
def list_ways(call: Call, start_time: int | None, end_time: int | None, cursor: str, limit: int) -> dict[str, Any]:
    """Ids of the ways made in a time, the last 90 days unless told; temporary ones do not count."""
    begin = call.now - 90 * DAY if start_time is None else start_time
    end = call.now if end_time is None else end_time

    def is_listed(way: ContactWay) -> bool:
        return not way.is_temp and way.deleted_at is None and begin <= way.created_at <= end

    found, following = page(list(call.world.ways.values()), cursor, limit, is_listed)
    return {"contact_way": [{"config_id": one.config_id} for one in found], "next_cursor": following}


@contacts.post("/del_contact_way", _CONFIG, codes=(41043, 41044))
def delete_way(call: Call, config_id: str) -> None:
    """Delete a way; its code leads nowhere from now on."""
    _way(call, config_id).deleted_at = call.now


@contacts.post(
    "/close_temp_chat", text("userid", needed=True, missing=41009), text("external_userid", needed=True, missing=40096)
)
def close_chat(call: Call, userid: str, external_userid: str) -> None:
    """End a temporary session."""
    relation = call.world.relations.alive.get((userid, external_userid))
    if relation is None:
        raise Rejected(84061)
    call.world.relations.end(relation, call.now, "session")


def _refuse_too_many(call: Call, is_temp: bool) -> None:
    """Raise 41045 for one way too many; they are counted exactly only once there could be."""
    most = MOST_TEMPORARY if is_temp else MOST_WAYS - call.world.join_ways_count()
    if len(call.world.ways) < most:
        return
    alike = [one for one in call.world.ways.values() if one.is_temp == is_temp]
    since = call.now - DAY
    if sum(one.created_at > since if is_temp else one.deleted_at is None for one in alike) >= most:
        raise Rejected(41045)


def _way(call: Call, config_id: str) -> ContactWay:
    way = call.world.ways.get(config_id)
    if way is None or way.deleted_at is not None:
        raise Rejected(41044)
    return way


def _change(call: Call, way: ContactWay, given: dict[str, Any]) -> None:
    user = way.user if given["user"] is None else given["user"]
    party = way.party if given["party"] is None else given["party"]
    if way.type == SINGLE and (len(user) != 1 or party):
        raise Rejected(41041, "a single contact way has exactly one user and no party")
    if not user and not party:
        raise Rejected(41041, "a contact way needs a user or a party")
    _check_members(call, user, party)
    if given["style"] is not None and way.scene != WIDGET:
        raise Rejected(41042)
    if conclusions := given["conclusions"]:
        parts = [
            {"msgtype": kind, kind: conclusions[kind]}
            for kind in ("image", "link", "miniprogram")
            if kind in conclusions
        ]
        check_content(call.world, conclusions.get("text"), parts[:1])
    for name, value in given.items():
        if value is not None:
            setattr(way, name, value)
    if len(members_of(call.world, way.user, way.party)) > MOST_MEMBERS:
        raise Rejected(41041)


def _check_members(call: Call, user: list[Any], party: list[Any]) -> None:
    for userid in user:
        if not isinstance(userid, str):
            raise Rejected(40003)
        member = call.member(userid)
        if member.status != 1:
            raise Rejected(41054)
        if not member.has_contact:
            raise Rejected(40098)
    for department in party:
        if not isinstance(department, int) or department not in call.world.departments:
            raise Rejected(60123)
