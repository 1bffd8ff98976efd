"""Which of a brand's accounts a message goes by, and what an error of a platform makes of it."""

from __future__ import annotations

from siyu.accounts.models import Workspace
from siyu.engage.messaging.transports import Account, Result
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.platforms.channels.models import Channel
from siyu.platforms.errors import PlatformError


def find_account(workspace: Workspace, kind: str, name: str) -> Channel:
    """Return the account of the name, or the only one there is. Raises `Refusal` where that says nothing."""
    mine = Channel.objects.filter(workspace=workspace, kind=kind, disabled_at=None)
    found = list((mine.filter(name=name) if name else mine).order_by("pk")[:2])
    if len(found) == 1:
        return found[0]
    raise Refusal(
        "message.no_account" if not found else "message.which_account",
        Text("没有可用的账号", "there is no such account") if not found else Text("有多个账号", "there are several"),
        where="account",
        mend=Text("请在“渠道”中设置，或指明账号名称。", "Set one up under channels, or name the account."),
    )


def account_of(kind: str, workspace: Workspace, name: str) -> Account:
    """Return the account with the app or corp its identifiers hold in."""
    channel = find_account(workspace, kind, name)
    return Account(channel.name, channel.identity)


def result_of(error: PlatformError) -> Result:
    """Return what an error makes of a message: uncertain when it may have been sent all the same."""
    reason = f"{error.problem or error.errcode}: {error.errmsg}".rstrip(": ")
    if error.is_uncertain:
        return Result("uncertain", reason=reason)
    return Result("later" if error.is_passing else "failed", reason=reason)
