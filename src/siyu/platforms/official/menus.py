"""The menu of an account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from siyu.platforms.calling import Call, Done, ask
from siyu.platforms.channels.models import Channel
from siyu.platforms.errors import PlatformError
from siyu.platforms.official.kind import ACCOUNT

_CREATE = Call("POST", "/cgi-bin/menu/create", ACCOUNT)
_GET = Call("GET", "/cgi-bin/menu/get", ACCOUNT, is_read=True)
NO_MENU = 46003


class _Menu(msgspec.Struct):
    button: list[dict[str, Any]] = []


class _Menus(msgspec.Struct):
    menu: _Menu = msgspec.field(default_factory=_Menu)


def create_menu(channel: Channel, buttons: Sequence[Mapping[str, Any]]) -> None:
    """Put a menu in the place of the one before: up to three entries, each with up to five below."""
    ask(channel, _CREATE, Done, body={"button": [dict(one) for one in buttons]})


def get_menu(channel: Channel) -> list[dict[str, Any]]:
    """Return the menu's entries; none when there is no menu."""
    try:
        return ask(channel, _GET, _Menus).menu.button
    except PlatformError as error:
        if error.errcode == NO_MENU:
            return []
        raise
