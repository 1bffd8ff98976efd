"""What can be wrong with an official account or a mini-program: secret, IP allow list, permissions, unionid, callbacks."""

from __future__ import annotations

from siyu.lib.text import Text
from siyu.platforms.findings import Checkup, check_callbacks
from siyu.platforms.mini.kind import PROGRAM
from siyu.platforms.official import followers, menus
from siyu.platforms.official.kind import ACCOUNT
from siyu.platforms.tokens import take_token

_BIND = Text(
    "请在微信开放平台把本公众号绑定到品牌的开放平台账号。",
    "Bind this account to the brand's account on the WeChat Open Platform.",
)


def check_account(checkup: Checkup) -> None:
    """Look at everything the product needs of an official account; stop when its secret does not open it."""
    if _opens(checkup, ACCOUNT):
        _check_followers(checkup)
        what = Text("自定义菜单", "Menu")
        if checkup.ask("menu", what, lambda: menus.get_menu(checkup.channel)) is not None:
            checkup.note("menu", "good", Text("可读取自定义菜单", "The menu can be read"))
        check_callbacks(checkup)


def check_program(checkup: Checkup) -> None:
    """Look at a mini-program: its secret, and whether it can call back."""
    if _opens(checkup, PROGRAM):
        check_callbacks(checkup)


def _opens(checkup: Checkup, app: str) -> bool:
    if checkup.ask("secret", Text("AppSecret", "App secret"), lambda: take_token(checkup.channel, app)) is None:
        return False
    checkup.note("secret", "good", Text("AppSecret 可用", "App secret: good"))
    return True


def _check_followers(checkup: Checkup) -> None:
    page = checkup.ask("followers", Text("粉丝", "Followers"), lambda: next(followers.list_followers(checkup.channel)))
    if page is None:
        return
    checkup.note("followers", "good", Text("可读取粉丝", "Followers can be read"))
    if not page[0]:
        return
    found = checkup.ask(
        "unionid", Text("粉丝", "Followers"), lambda: followers.get_follower(checkup.channel, page[0][0])
    )
    if found is not None and found.unionid:
        checkup.note("unionid", "good", Text("粉丝带有 unionid", "followers come with a unionid"))
    elif found is not None:
        text = Text(
            "粉丝不带 unionid，无法与其他渠道对应",
            "followers have no unionid: they can't be matched with other channels",
        )
        checkup.note("unionid", "doubtful", text, _BIND)
