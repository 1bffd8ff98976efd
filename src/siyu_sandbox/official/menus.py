"""Menus of official accounts."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import listed, text, thing
from siyu_sandbox.errors import Rejected
from siyu_sandbox.official.kinds import official

MOST, MOST_BELOW, NAME_OCTETS, SUB_NAME_OCTETS = 3, 5, 16, 60
NEEDS = {
    "click": ("key",), "view": ("url",), "miniprogram": ("url", "appid", "pagepath"), "scancode_push": ("key",),
    "scancode_waitmsg": ("key",), "pic_sysphoto": ("key",), "pic_photo_or_album": ("key",), "pic_weixin": ("key",),
    "location_select": ("key",), "media_id": ("media_id",), "article_id": ("article_id",),
}  # fmt: skip
_BUTTONS = listed("button", needed=True, least=1, most=MOST, missing=40016, wrong=40016)


@official.post("/menu/create", _BUTTONS, codes=(40016, 40017, 40018, 40023, 40035))
def create(call: Call, button: list[Any]) -> None:
    """The account's menu: up to three entries, each with up to five below."""
    for one in button:
        _check(one, is_top=True)
    call.account.menu = {"button": button, "menuid": call.world.ids.number()}


@official.get("/menu/get", codes=(46003,))
def get(call: Call) -> dict[str, Any]:
    """The menu, with those for some followers."""
    if call.account.menu is None:
        raise Rejected(46003)
    special = call.account.conditional_menus
    return {"menu": call.account.menu, **({"conditionalmenu": special} if special else {})}


@official.get("/menu/delete")
def delete(call: Call) -> None:
    """Delete the menu and those for some followers."""
    call.account.menu = None
    call.account.conditional_menus.clear()


@official.get("/get_current_selfmenu_info")
def get_current(call: Call) -> dict[str, Any]:
    """The menu that shows."""
    menu = call.account.menu
    return {"is_menu_open": int(menu is not None), "selfmenu_info": {"button": menu["button"]} if menu else {}}


@official.post("/menu/addconditional", _BUTTONS, thing("matchrule", needed=True), codes=(46003, 40016, 40017, 40018))
def add_conditional(call: Call, button: list[Any], matchrule: dict[str, Any]) -> dict[str, Any]:
    """A menu for followers of a tag or client."""
    if call.account.menu is None:
        raise Rejected(46003)
    for one in button:
        _check(one, is_top=True)
    menuid = str(call.world.ids.number())
    call.account.conditional_menus.append({"button": button, "matchrule": matchrule, "menuid": menuid})
    return {"menuid": menuid}


@official.post("/menu/delconditional", text("menuid", needed=True))
def delete_conditional(call: Call, menuid: str) -> None:
    """Delete a menu for some followers."""
    call.account.conditional_menus[:] = [one for one in call.account.conditional_menus if one["menuid"] != menuid]


def _check(button: Any, *, is_top: bool) -> None:
    name = button.get("name") if isinstance(button, dict) else None
    if not isinstance(name, str) or not name or len(name.encode()) > (NAME_OCTETS if is_top else SUB_NAME_OCTETS):
        raise Rejected(40018)
    below = button.get("sub_button") or []
    if not isinstance(below, list) or len(below) > MOST_BELOW or (below and not is_top):
        raise Rejected(40023)
    if below:
        for one in below:
            _check(one, is_top=False)
        return
    kind = button.get("type")
    if not isinstance(kind, str) or kind not in NEEDS:
        raise Rejected(40017)
    if missing := [one for one in NEEDS[kind] if not isinstance(button.get(one), str) or not button[one]]:
        raise Rejected(40035, f"missing {missing[0]}")
