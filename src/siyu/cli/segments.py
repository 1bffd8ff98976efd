"""`siyu segment`: whom a rule holds for."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import click

from siyu.cli.member_rows import member_rows
from siyu.cli.output import Rows, format_option, show, workspace_option
from siyu.cli.parameters import at_option, read_rule
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command, group, option

if TYPE_CHECKING:
    from datetime import datetime

    from pyroaring import BitMap

    from siyu.accounts.models import Workspace

segment = group("segment", "按规则计数、列出、导出会员；RULE 是 YAML 文件或已保存分群的名字。",
                "Count, list or export members by a rule; RULE is a YAML file or the name of a saved segment.")  # fmt: skip


@command("count", "输出人数、基数和占比。", "Print the number of members, the base and the share.")
@click.argument("rule")
@workspace_option
@at_option
@format_option
def count(rule: str, workspace: str | None, at: datetime | None, form: str) -> None:
    """Print one row: size, base, share."""
    _, members, base = _found(rule, workspace, at)
    share = round(len(members) / base, 6) if base else None
    show(Rows(["size", "base", "share"], [(len(members), base, share)]), form)


@command("list", "列出会员（隐私信息打码）。", "List the members, personal data masked.")
@click.argument("rule")
@workspace_option
@at_option
@format_option
@option("--limit", default=50, show_default=True, type=click.IntRange(1), zh="最多行数", en="At most so many rows")
def list_members(rule: str, workspace: str | None, at: datetime | None, form: str, limit: int) -> None:
    """Print members in the order of their ids with what they bought."""
    found, members, _ = _found(rule, workspace, at)
    show(member_rows(found, members, limit), form)


@command("export", "导出会员名单 CSV（含完整隐私信息，写入审计日志）。",
         "Export the members as CSV with their personal data; the audit log notes it.")  # fmt: skip
@click.argument("rule")
@workspace_option
@at_option
@option("--to", type=click.Path(path_type=Path, dir_okay=False), default=None,
        zh="写入文件而不是屏幕", en="Write a file instead of printing")  # fmt: skip
@option("--masked", is_flag=True, zh="隐私信息打码", en="Mask personal data")
@option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="csv", show_default=True,
        zh="输出格式", en="How to print the rows")  # fmt: skip
def export(rule: str, workspace: str | None, at: datetime | None, *, to: Path | None, masked: bool, form: str) -> None:
    """Write member_id, name, joined_on and a column for each kind of identifier; a file is always CSV."""
    found, members, _ = _found(rule, workspace, at)
    from siyu.cli.files import write_lines
    from siyu.cli.questions import note_export
    from siyu.lib.spreadsheet import BOM
    from siyu.understand.segments.export import member_lines

    note_export(found, rule, len(members), masked=masked)
    lines = member_lines(found, members, masked=masked)
    if to is not None or form == "csv":
        write_lines(lines, to)
    else:
        header, *rows = csv.reader(line.removeprefix(BOM) for line in lines)
        show(Rows(header, rows), form)


@command("lookalike", "找出最像某个分群的会员；--keep 存为冻结分群。",
         "Find the members most like a saved segment; --keep makes a frozen segment of them.")  # fmt: skip
@click.argument("name")
@workspace_option
@option("--size", type=click.IntRange(1), default=None, zh="要多少人", en="How many members")
@option("--share", type=click.FloatRange(0, 100, min_open=True), default=None, zh="占其余会员的百分比",
        en="Per cent of the members outside (default: 5)")  # fmt: skip
@option("--keep", is_flag=True, zh="存为冻结分群", en="Keep them as a frozen segment")
@format_option
def lookalike(
    name: str, workspace: str | None, form: str, *, size: int | None, share: float | None, keep: bool
) -> None:
    """Print how many were found, how well they are told apart, and the name they are kept under."""
    open_home()
    from siyu.accounts.access import command_line
    from siyu.understand.portraits.alike import Wanted, keep_lookalikes, lookalikes

    found = workspace_of(workspace)
    percent = 5.0 if size is None and share is None else share
    wanted = Wanted(size, None if percent is None else percent / 100)
    if keep:
        kept = keep_lookalikes(command_line(found), name, wanted)
        told = kept.document["origin"]["told"]
    else:
        kept, told = None, lookalikes(found, name, wanted)
    reasons = " ".join(one["name"] for one in told["reasons"])
    row = (
        told["seed"],
        told["size"],
        told["quality"]["auc"],
        told["quality"]["lift"],
        reasons,
        kept.name if kept else None,
    )
    show(Rows(["seed", "size", "auc", "lift", "reasons", "kept_as"], [row]), form)


def _found(rule: str, workspace: str | None, at: datetime | None) -> tuple[Workspace, BitMap, int]:
    open_home()
    from siyu.cli.questions import members_of

    found = workspace_of(workspace)
    return found, *members_of(found, read_rule(rule), at)


for _command in (count, list_members, export, lookalike):
    segment.add_command(_command)
