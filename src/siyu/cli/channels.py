"""`siyu channels`: list, add and check the brand's accounts on platforms, and the calls made for them."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from siyu.cli.bounces import bounces
from siyu.cli.language import say
from siyu.cli.output import Rows, format_option, show, workspace_option
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command, group, option
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

if TYPE_CHECKING:
    from siyu.platforms.channels.kinds import ChannelKind
    from siyu.platforms.channels.models import Channel

channels = group("channels", "渠道：列出、添加、检查、调用记录、退信。", "Channels: list, add, check, calls, bounces.")

_MARKS = {"good": "✓", "doubtful": "!", "bad": "✗"}


@command("list", "列出渠道。", "List the channels.")
@workspace_option
@format_option
def list_(workspace: str | None, form: str) -> None:
    """Print every channel with its calls of today."""
    open_home()
    from siyu.platforms.channels import showing
    from siyu.platforms.channels.models import Channel

    found = workspace_of(workspace)
    names = ("name", "kind", "identity", "base_url", "calls_today", "failures_today", "disabled_at")
    rows = showing.rows(found, list(Channel.objects.filter(workspace=found).order_by("name")))
    show(Rows(names, [[row[name] for name in names] for row in rows]), form)


@command(
    "add",
    "添加渠道。密钥逐项询问，不显示；也可用 --secrets 从标准输入读 JSON。",
    "Add a channel. Its secrets are asked for and not shown; --secrets reads them as JSON from standard input.",
)
@click.argument("kind")
@click.argument("name")
@click.argument("identity")
@workspace_option
@option("--url", zh="平台地址（默认官方地址）", en="Address of the platform (default: its own)")
@option("--settings", "settings_json", default="{}", zh="设置（JSON）", en="Settings as JSON")
@option(
    "--secrets",
    "from_stdin",
    is_flag=True,
    zh="从标准输入读密钥（JSON）",
    en="Read secrets as JSON from standard input",
)
def add(
    *, kind: str, name: str, identity: str, workspace: str | None, url: str | None, settings_json: str, from_stdin: bool
) -> None:
    """Make a channel; secrets never stand in the command, which others on this machine can read."""
    open_home()
    from siyu.accounts.access import command_line
    from siyu.platforms.channels.kinds import channel_kind
    from siyu.platforms.channels.managing import make_channel

    access = command_line(workspace_of(workspace))
    known = channel_kind(kind)
    secrets = _object(sys.stdin.read(), "--secrets") if from_stdin else _asked(known)
    made = make_channel(
        access, kind=kind, name=name[:100], identity=identity[:200], base_url=url, secrets=secrets,
        settings=_object(settings_json, "--settings"),
    )  # fmt: skip
    click.echo(f"{known.callback_path}/{made.callback_key}" if known.has_callbacks else made.name)


@command(
    "check",
    "检查渠道的设置：密钥、权限、可信 IP、回调、unionid。",
    "Check a channel's setup: secrets, permissions, trusted IP, callbacks, unionid.",
)
@click.argument("name")
@workspace_option
def check(name: str, workspace: str | None) -> None:
    """Print what was found and how to mend it; exit 1 when something is wrong."""
    open_home()
    from siyu.accounts.access import command_line
    from siyu.platforms.checking import check_channel

    access = command_line(workspace_of(workspace))
    found = check_channel(access, _named(access.workspace, name))
    for finding in found.findings:
        click.echo(f"{_MARKS[finding['state']]} {_said(finding['text'])}")
        if finding["mend"] and finding["state"] != "good":
            click.echo(f"  → {_said(finding['mend'])}")
    if any(finding["state"] == "bad" for finding in found.findings):
        sys.exit(1)


@command("calls", "列出最近的调用，不含内容。", "List the last calls, without what they said.")
@click.argument("name")
@workspace_option
@format_option
@option("--failed", is_flag=True, zh="只列失败的", en="Only those that failed")
@option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000), zh="最多条数", en="At most so many")
def calls(name: str, workspace: str | None, form: str, failed: bool, limit: int) -> None:
    """Print the newest calls first."""
    open_home()
    from siyu.platforms.channels.health import FAILED
    from siyu.platforms.channels.models import PlatformCall

    made = PlatformCall.objects.filter(channel=_named(workspace_of(workspace), name)).order_by("-pk")
    names = ("at", "path", "errcode", "problem", "ms")
    show(Rows(names, (made.filter(FAILED) if failed else made).values_list(*names)[:limit]), form)


@command(
    "sync",
    "从企业微信读取员工、客户、标签和群；中断后可继续。",
    "Read staff, customers, tags and groups from WeCom; what was cut off is gone on with.",
)
@click.argument("name")
@workspace_option
@option("--quick", is_flag=True, zh="只读来了谁、走了谁", en="Only who came and who went")
def sync(name: str, workspace: str | None, quick: bool) -> None:
    """Read in this process, telling what is counted; exit 1 when it could not be finished."""
    open_home()
    from siyu.accounts.access import command_line
    from siyu.connect.contacts.asking import find_readable
    from siyu.connect.contacts.runs import ask_for_sync
    from siyu.connect.contacts.syncing import sync_contacts

    access = command_line(workspace_of(workspace))
    channel = find_readable(access.workspace, _named(access.workspace, name).pk)
    ask_for_sync(channel, access.by, is_full=not quick)
    run = sync_contacts(channel)
    if run is None:
        text = Text("另一个进程正在同步", "another process is reading already")
        raise Refusal("contacts.busy", text, mend=Text("请稍后再试。", "Try again later."))
    show(Rows(["what", "count"], sorted(run.counts.items())), "table")
    if run.error:
        click.echo(f"siyu: {_said(run.error['message'])}", err=True)
        sys.exit(1)


for _command in (list_, add, check, calls, bounces, sync):
    channels.add_command(_command)


def _named(workspace: Any, name: str) -> Channel:
    from siyu.lib.text import nearest
    from siyu.platforms.channels.models import Channel

    known = {channel.name: channel for channel in Channel.objects.filter(workspace=workspace)}
    if name in known:
        return known[name]
    mend = Text("已有：{names}", "Known: {names}").format(names=nearest(name, known) or ", ".join(known) or "–")
    raise Refusal("channel.unknown", Text("没有这个渠道", "there is no such channel"), where="NAME", mend=mend)


def _said(label: dict[str, str]) -> str:
    return say(Text(label["zh-CN"], label["en"]))


def _asked(kind: ChannelKind) -> dict[str, str]:
    given = {}
    for field in kind.secrets:
        optional = "" if field.is_needed else say(Text("（可留空）", " (may be empty)"))
        words = f"{say(field.label)}{optional}"
        given[field.name] = click.prompt(
            words, hide_input=True, default=None if field.is_needed else "", show_default=False
        )
    return given


def _object(text: str, where: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Refusal("channel.no_object", Text("不是 JSON 对象", "it is no JSON object"), where=where)
    return found
