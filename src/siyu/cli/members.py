"""`siyu members`: conflicts about who is who, everything about a person as a file, erasing a person."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from siyu.cli.duplicates import duplicates
from siyu.cli.language import say
from siyu.cli.output import Rows, format_option, show, workspace_option
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command, group, option
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

if TYPE_CHECKING:
    from siyu.unify.privacy.models import PrivacyRequest

members = group(
    "members", "核对谁是谁，导出或删除某人的全部数据。", "Review who is who, export or erase everything about a person."
)


@command("export", "把某位会员的全部数据写入 ZIP 文件。", "Write everything about a member to a ZIP file.")
@click.argument("member_id", type=click.IntRange(1))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@workspace_option
@format_option
def export(member_id: int, file: Path, workspace: str | None, form: str) -> None:
    """Write the file, which must not exist, and print what is in it."""
    open_home()
    from siyu.accounts.access import command_line
    from siyu.accounts.audit import record
    from siyu.unify.privacy.exporting import write_export

    access = command_line(workspace_of(workspace))
    try:
        told = write_export(access.workspace, member_id, file)
    except FileExistsError:
        raise Refusal("export.exists", Text("文件已存在", "the file exists already"), where=str(file)) from None
    except OSError as error:
        text = Text("无法写入：{error}", "can't be written: {error}").format(error=error.strerror)
        raise Refusal("export.file", text, where=str(file)) from None
    record(access, "member.exported", "member", str(member_id), {"stores": len(told["stores"])})
    show(Rows(["store", "rows"], [(store["name"], store["rows"]) for store in told["stores"]]), form)


@command("erase", "删除某位会员的全部数据，不可撤销。", "Erase everything about a member; it can't be taken back.")
@click.argument("member_id", type=click.IntRange(1))
@option("--yes", "confirmed", is_flag=True, zh="不再询问", en="Do not ask")
@option(
    "--at-once",
    is_flag=True,
    zh="不等待一小时宽限（服务未运行时）",
    en="Without the hour of grace, while nothing else runs",
)
@workspace_option
@format_option
def erase(member_id: int, *, confirmed: bool, at_once: bool, workspace: str | None, form: str) -> None:
    """Show what goes, ask for the member's number, erase, and print the receipt."""
    open_home()
    from siyu.accounts.access import command_line
    from siyu.unify.privacy.asking import ask_erasure, what_goes
    from siyu.unify.privacy.carrying_out import carry_out_request
    from siyu.unify.privacy.erasing import GRACE

    access = command_line(workspace_of(workspace))
    goes = what_goes(access.workspace, member_id)
    if not confirmed:
        show(Rows(["store", "rows"], [(store["name"], store["rows"]) for store in goes["stores"]]), "table")
    typed = (
        str(goes["member_id"]) if confirmed else click.prompt(say(Text("输入会员号以确认", "Type the member's number")))
    )
    request = carry_out_request(ask_erasure(access, member_id, typed).pk, grace=timedelta(0) if at_once else GRACE)
    _tell(request, form)


def _tell(request: PrivacyRequest, form: str) -> None:
    stores = request.receipt.get("stores", [])
    show(
        Rows(["store", "fate", "rows"], [(row["name"], row["fate"], row["rows"]) for row in stores if row["rows"]]),
        form,
    )
    if request.error is not None:
        message, mend = request.error["message"], request.error["mend"]
        click.echo(say(Text(*(f"{message[tag]}。{mend[tag]}" for tag in ("zh-CN", "en")))), err=True)
    elif request.state == request.WAITING:
        text = Text(
            "此人已不再出现；一小时后清除旧版本（需运行 siyu up）。",
            "Nothing shows the person any more; old versions go after an hour, with siyu up running.",
        )
        click.echo(say(text), err=True)


members.add_command(duplicates)
members.add_command(export)
members.add_command(erase)
