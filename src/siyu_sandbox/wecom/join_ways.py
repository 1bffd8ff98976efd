"""Ways into groups, and what greets who joins."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import flag, listed, number, text, thing
from siyu_sandbox.errors import FORBIDDEN, PARAMETER, Rejected
from siyu_sandbox.wecom.contact_ways import MOST_WAYS
from siyu_sandbox.wecom.contents import ATTACHMENTS, check_content
from siyu_sandbox.wecom.groups import NO_GROUP
from siyu_sandbox.wecom.kinds import contacts
from siyu_sandbox.world.groups import GroupWelcome, JoinWay

MOST_TEMPLATES, MOST_GROUPS = 100, 5
_CONFIG = text("config_id", needed=True, missing=41043, wrong=41044)
_FIELDS = (
    number("scene", needed=True, missing=41038, wrong=41040, among=(1, 2)),
    text("remark", default="", cut=30),
    number("auto_create_room", default=1, among=(0, 1)),
    text("room_base_name", default="", most=40),
    number("room_base_id", default=1, least=1),
    listed("chat_id_list", needed=True, most=MOST_GROUPS),
    text("state", default="", most=30),
    flag("mark_source", default=True),
)
_KINDS = tuple(ATTACHMENTS)
_TEMPLATE = (thing("text", default={}), *(thing(one) for one in _KINDS), number("agentid"))


@contacts.post("/groupchat/add_join_way", *_FIELDS, codes=(41038, 41040, 41045, NO_GROUP))
def add_way(call: Call, **given: Any) -> dict[str, Any]:
    """A new way into up to five groups."""
    if len(call.world.ways) + call.world.join_ways_count() >= MOST_WAYS:
        raise Rejected(41045)
    _check_groups(call, given["chat_id_list"])
    config_id = call.world.ids.make("", 32).lower()
    code = f"https://wework.qpic.cn/wwpic/group/{config_id}/0"
    call.world.join_ways[config_id] = JoinWay(config_id, made_by=call.app.key, qr_code=code, **given)
    return {"config_id": config_id}


@contacts.post("/groupchat/get_join_way", _CONFIG, codes=(41043, 41044))
def get_way(call: Call, config_id: str) -> dict[str, Any]:
    """A way into groups in full."""
    way = _way(call, config_id)
    names = ("config_id", "scene", "remark", "auto_create_room", "room_base_name", "room_base_id", "chat_id_list")
    return {"join_way": {name: getattr(way, name) for name in (*names, "qr_code", "state", "mark_source")}}


@contacts.post("/groupchat/update_join_way", _CONFIG, *_FIELDS, codes=(41043, 41044, NO_GROUP))
def update_way(call: Call, config_id: str, **given: Any) -> None:
    """Write a way into groups anew; what is not given falls back to its default."""
    way = _way(call, config_id)
    _check_groups(call, given["chat_id_list"])
    for name, value in given.items():
        setattr(way, name, value)


@contacts.post("/groupchat/del_join_way", _CONFIG, codes=(41043, 41044))
def delete_way(call: Call, config_id: str) -> None:
    """Delete a way into groups."""
    _way(call, config_id).deleted_at = call.now


@contacts.post("/group_welcome_template/add", *_TEMPLATE, flag("notify", default=True), codes=(41055,))
def add_template(call: Call, notify: bool, **given: Any) -> dict[str, Any]:
    """A welcome for groups; `%NICKNAME%` in its text is who joins."""
    if len(call.world.group_welcomes) >= MOST_TEMPLATES:
        raise Rejected(41055)
    template = call.world.ids.make("msg")
    call.world.group_welcomes[template] = GroupWelcome(template, call.app.key, _content(call, given))
    return {"template_id": template}


@contacts.post("/group_welcome_template/edit", text("template_id", needed=True), *_TEMPLATE, codes=(FORBIDDEN,))
def edit_template(call: Call, template_id: str, **given: Any) -> None:
    """Change a welcome of this app."""
    _template(call, template_id).content = _content(call, given)


@contacts.post("/group_welcome_template/get", text("template_id", needed=True))
def get_template(call: Call, template_id: str) -> dict[str, Any]:
    """A welcome for groups."""
    found = call.world.group_welcomes.get(template_id)
    if found is None:
        raise Rejected(PARAMETER, "invalid template_id")
    return found.content


@contacts.post("/group_welcome_template/del", text("template_id", needed=True), number("agentid"), codes=(FORBIDDEN,))
def delete_template(call: Call, template_id: str, agentid: int | None) -> None:
    """Delete a welcome of this app."""
    del call.world.group_welcomes[_template(call, template_id).template_id]


def _way(call: Call, config_id: str) -> JoinWay:
    way = call.world.join_ways.get(config_id)
    if way is None or way.deleted_at is not None:
        raise Rejected(41044)
    return way


def _check_groups(call: Call, chat_ids: list[Any]) -> None:
    for one in chat_ids:
        group = call.world.groups.get(one) if isinstance(one, str) else None
        if group is None or group.dismissed_at is not None:
            raise Rejected(NO_GROUP)


def _content(call: Call, given: dict[str, Any]) -> dict[str, Any]:
    parts = {kind: given[kind] for kind in _KINDS if given[kind] is not None}
    if len(parts) > 1:
        raise Rejected(PARAMETER, "only one attachment")
    check_content(
        call.world, given["text"], [{"msgtype": kind, kind: body} for kind, body in parts.items()], octets=3000
    )
    return {**({"text": given["text"]} if given["text"] else {}), **parts}


def _template(call: Call, template_id: str) -> GroupWelcome:
    found = call.world.group_welcomes.get(template_id)
    if found is None:
        raise Rejected(PARAMETER, "invalid template_id")
    if found.made_by != call.app.key:
        raise Rejected(FORBIDDEN)
    return found
