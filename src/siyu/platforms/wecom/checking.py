"""What can be wrong with a WeCom corp: secrets, trusted IP, permissions, staff, unionid, callbacks."""

from __future__ import annotations

from functools import partial

from siyu.lib.text import Text
from siyu.platforms.channels.models import Channel
from siyu.platforms.channels.opening import secrets_of
from siyu.platforms.channels.tuning import settings_of
from siyu.platforms.errors import PlatformError
from siyu.platforms.findings import Checkup, check_callbacks
from siyu.platforms.meanings import MEANINGS, PROBLEMS
from siyu.platforms.tokens import take_token
from siyu.platforms.wecom import contacts, corp_tags, directory, groups
from siyu.platforms.wecom.kind import APP, CONTACT, DIRECTORY, WECOM, WecomSettings

_APPS = {
    CONTACT: Text("客户联系密钥", "Secret of customer contact"),
    APP: Text("自建应用密钥", "Secret of the app"),
    DIRECTORY: Text("通讯录密钥", "Secret of contact sync"),
}
_WITHOUT = {
    CONTACT: Text(
        "未填写客户联系密钥或自建应用密钥，看不到客户",
        "no secret of customer contact or of an own app: no customer is seen",
    ),
    APP: Text("未填写自建应用密钥，不能给员工发消息", "no secret of an own app: staff can't be messaged"),
    DIRECTORY: Text(
        "未填写通讯录密钥或自建应用密钥，读不到员工", "no secret of contact sync or of an own app: staff can't be read"
    ),
}
_NO_UNIONID = 41057
_SAMPLED, _NAMED = 5, 10


def check(checkup: Checkup) -> None:
    """Look at everything the product needs of a corp; stop when no secret opens it."""
    opened = [app for app in _APPS if _opens(checkup, app)]
    if CONTACT in opened:
        _check_contacts(checkup, DIRECTORY in opened)
    if opened:
        _check_agent(checkup, APP in opened)
        check_callbacks(checkup)


def _opens(checkup: Checkup, app: str) -> bool:
    channel, what = checkup.channel, _APPS[app]
    if not secrets_of(channel).keys() & WECOM.holders[app]:
        checkup.note(f"secret.{app}", "bad" if app == CONTACT else "doubtful", _WITHOUT[app], PROBLEMS["no_secret"][1])
        return False
    if checkup.ask(f"secret.{app}", what, lambda: take_token(channel, app)) is None:
        return False
    checkup.note(f"secret.{app}", "good", Text(f"{what.zh}可用", f"{what.en}: good"))
    return True


def _check_contacts(checkup: Checkup, can_read_directory: bool) -> None:
    channel = checkup.channel
    staff = checkup.ask("contacts", Text("客户联系", "Customer contact"), lambda: contacts.list_staff(channel))
    if staff is None:
        return
    if staff:
        checkup.note(
            "contacts",
            "good",
            Text(f"{len(staff)} 名员工可联系客户", f"{len(staff)} members of staff have customer contact"),
        )
        if can_read_directory:
            _check_staff(checkup, set(staff))
        _check_unionid(checkup, staff)
    else:
        checkup.note("contacts", "bad", *MEANINGS[84074])
    for code, what, read in (
        ("corp_tags", Text("企业标签", "Corp tags"), lambda: corp_tags.list_tags(channel)),
        ("groups", Text("客户群", "Customer groups"), lambda: next(groups.list_groups(channel, staff[:100]))),
    ):
        if checkup.ask(code, what, read) is not None:
            checkup.note(code, "good", Text(f"可读取{what.zh}", f"{what.en} can be read"))


def _check_staff(checkup: Checkup, able: set[str]) -> None:
    """Tell which staff can't have customers. Names of staff are shown, but ten at most."""
    seats = checkup.ask(
        "directory",
        Text("通讯录", "Directory"),
        lambda: {seat.userid for seat in directory.list_seats(checkup.channel)},
    )
    if seats is None:
        return
    without = sorted(seats - able)
    if not without:
        checkup.note(
            "staff", "good", Text("通讯录中的员工都可联系客户", "all staff of the directory have customer contact")
        )
        return
    named = ", ".join(without[:_NAMED]) + (" …" if len(without) > _NAMED else "")
    text = Text(
        f"{len(without)} 名员工没有客户联系权限：{named}", f"{len(without)} members have no customer contact: {named}"
    )
    checkup.note("staff", "doubtful", text, MEANINGS[84074][1])


def _check_unionid(checkup: Checkup, staff: list[str]) -> None:
    """Tell whether customers come with a unionid, by one of them; where there is none yet, by what asking for one answers."""
    channel = checkup.channel
    for userid in staff[:_SAMPLED]:
        page = checkup.ask("unionid", Text("客户详情", "Customers"), partial(_first_contacts, channel, userid))
        if page is None:
            return
        seen = [one.external_contact for one in page if one.external_contact.type == contacts.OF_WECHAT]
        if seen:
            _note_unionid(checkup, any(one.unionid for one in seen))
            return
    try:
        contacts.find_by_unionid(channel, "o0000000000000000000000000000")
    except PlatformError as error:
        if error.errcode in {_NO_UNIONID, contacts.NOT_CONNECTED}:
            _note_unionid(checkup, error.errcode != _NO_UNIONID)


def _first_contacts(channel: Channel, userid: str) -> list[contacts.Contact]:
    return next(contacts.contacts_of(channel, [userid]))[0]


def _note_unionid(checkup: Checkup, is_bound: bool) -> None:
    if is_bound:
        checkup.note("unionid", "good", Text("客户带有 unionid", "customers come with a unionid"))
    else:
        checkup.note("unionid", "doubtful", *MEANINGS[_NO_UNIONID])


def _check_agent(checkup: Checkup, has_app: bool) -> None:
    if has_app and settings_of(checkup.channel, WecomSettings).agent_id is None:
        mend = Text("请在渠道设置中填写应用的 AgentId。", "Enter the app's agent id in the channel's settings.")
        checkup.note(
            "agent_id",
            "doubtful",
            Text("未填写 AgentId，不能给员工发消息", "no agent id: staff can't be messaged"),
            mend,
        )
