"""`siyu exports`: segments written to files on a schedule, their history and their files."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from siyu.cli.language import language
from siyu.cli.output import Rows, format_option, show, workspace_option
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command, group, option
from siyu.lib.text import Text

if TYPE_CHECKING:
    from siyu.accounts.access import Access
    from siyu.understand.exports.managing import Wanted
    from siyu.understand.exports.models import ExportRun, SegmentExport

exports = group("exports", "定时导出分群：设置、停止、立即运行、取文件。",
                "Segments as files on a schedule: set up, stop, run now, fetch.")  # fmt: skip

_COLUMNS = ("id", "segment", "every", "hour", "weekday", "content", "keep_days", "due_at", "stopped", "by")
_RUN_COLUMNS = ("run", "state", "content", "missed", "rows", "bytes", "sha256", "finished_at", "file", "reason")


def _timed(function: Callable[..., Any]) -> Callable[..., Any]:
    options = [
        option("--every", type=click.Choice(["hour", "day", "week"]), default="day", show_default=True,
               zh="每小时、每天或每周", en="How often"),
        option("--hour", type=click.IntRange(0, 23), default=None,
               zh="几点（工作区时区；每天、每周的默认 8）", en="Hour of the workspace's zone (by day and week: 8)"),
        option("--weekday", type=click.IntRange(1, 7), default=None,
               zh="星期几，周一为 1（每周的默认 1）", en="Day of the week, Monday is 1 (by week: 1)"),
        option("--full", is_flag=True, zh="含完整隐私信息（默认打码）", en="With personal data (default: masked)"),
        option("--keep-days", type=click.IntRange(1, 90), default=14, show_default=True,
               zh="文件保留天数", en="Days a file is kept"),
    ]  # fmt: skip
    for one in reversed(options):
        function = one(function)
    return function


@command("list", "列出定时导出。", "List scheduled exports.")
@workspace_option
@format_option
def list_(workspace: str | None, form: str) -> None:
    """Print each with its timing, content, when it is due, and who answers for it."""
    from siyu.understand.exports.reading import exports_of

    found = exports_of(_access(workspace).workspace)
    show(Rows(_COLUMNS, [_row(export) for export in found]), form)


@command("add", "把分群定时导出为文件。", "Write a segment to a file on a schedule.")
@click.argument("segment")
@workspace_option
@_timed
@format_option
def add(segment: str, workspace: str | None, form: str, **timing: Any) -> None:
    """Set an export up; it is written when it is next due."""
    access = _access(workspace)
    from siyu.understand.exports.managing import make_export

    show(Rows(_COLUMNS, [_row(make_export(access, segment, _wanted(**timing)))]), form)


@command(
    "change",
    "修改定时导出的时间、内容和保留天数。",
    "Give a scheduled export another timing, content or time of keeping.",
)
@click.argument("number", type=click.IntRange(1))
@workspace_option
@_timed
@format_option
def change(number: int, workspace: str | None, form: str, **timing: Any) -> None:
    """Replace all of its settings by those given and the defaults."""
    access = _access(workspace)
    from siyu.understand.exports.managing import change_export

    show(Rows(_COLUMNS, [_row(change_export(access, number, _wanted(**timing)))]), form)


@command("stop", "停止定时导出；历史和文件保留。", "Stop a scheduled export; history and files stay.")
@click.argument("number", type=click.IntRange(1))
@workspace_option
def stop(number: int, workspace: str | None) -> None:
    """Write no more by itself."""
    _set_stopped(number, workspace, True)


@command("resume", "恢复定时导出，从下一个时间开始。", "Resume a scheduled export from its next due time.")
@click.argument("number", type=click.IntRange(1))
@workspace_option
def resume(number: int, workspace: str | None) -> None:
    """Write by itself again."""
    _set_stopped(number, workspace, False)


@command("run", "立即导出一次。", "Write an export now.")
@click.argument("number", type=click.IntRange(1))
@workspace_option
@format_option
def run(number: int, workspace: str | None, form: str) -> None:
    """Write the file in this process and print what came of it; exit 1 when it failed."""
    access = _access(workspace)
    from siyu.understand.exports.managing import ask_run
    from siyu.understand.exports.running import carry_out_run

    done = carry_out_run(ask_run(access, number).pk)
    show(Rows(_RUN_COLUMNS, [_run_row(done)]), form)
    if done.state == done.FAILED:
        sys.exit(1)


@command("history", "列出一个定时导出的历次运行。", "List the runs of a scheduled export.")
@click.argument("number", type=click.IntRange(1))
@workspace_option
@format_option
def history(number: int, workspace: str | None, form: str) -> None:
    """Print the newest first: rows, bytes, checksum, when, and why not."""
    access = _access(workspace)
    from siyu.understand.exports.managing import find_export

    runs = find_export(access.workspace, number).runs.order_by("-pk")
    show(Rows(_RUN_COLUMNS, (_run_row(one) for one in runs)), form)


@command("fetch", "取出某次导出的文件（写入审计日志）。", "Fetch the file of a run; the audit log notes it.")
@click.argument("number", type=click.IntRange(1), metavar="RUN")
@workspace_option
@option("--to", type=click.Path(path_type=Path, dir_okay=False), default=None,
        zh="写入文件而不是屏幕", en="Write a file instead of printing")  # fmt: skip
def fetch(number: int, workspace: str | None, to: Path | None) -> None:
    """Write the CSV exactly as it was made."""
    access = _access(workspace)
    from siyu.cli.files import write_lines
    from siyu.understand.exports.reading import open_file_of

    _, file = open_file_of(access, number)
    with file:
        write_lines((line.decode() for line in file), to)


@command("remove", "删除定时导出，连同历史和文件。", "Delete a scheduled export with its history and files.")
@click.argument("number", type=click.IntRange(1))
@workspace_option
def remove(number: int, workspace: str | None) -> None:
    """Delete it; this can't be taken back."""
    access = _access(workspace)
    from siyu.understand.exports.managing import delete_export

    delete_export(access, number)


for _command in (list_, add, change, stop, resume, run, history, fetch, remove):
    exports.add_command(_command)


def _access(workspace: str | None) -> Access:
    open_home()
    from siyu.accounts.access import command_line

    return command_line(workspace_of(workspace))


def _set_stopped(number: int, workspace: str | None, stopped: bool) -> None:
    access = _access(workspace)
    from siyu.understand.exports.managing import stop_export

    stop_export(access, number, stopped=stopped)


def _wanted(every: str, hour: int | None, weekday: int | None, keep_days: int, *, full: bool) -> Wanted:
    from siyu.understand.exports.managing import Wanted

    if hour is None and every != "hour":
        hour = 8
    if weekday is None and every == "week":
        weekday = 1
    return Wanted(every, hour, weekday, "full" if full else "masked", keep_days)


def _row(export: SegmentExport) -> tuple[Any, ...]:
    own = ("every", "hour", "weekday", "content", "keep_days", "due_at")
    return (export.pk, export.segment.name, *(getattr(export, name) for name in own), export.stopped_at, export.by)


def _run_row(run: ExportRun) -> tuple[Any, ...]:
    told = run.error and Text(run.error["message"]["zh-CN"], run.error["message"]["en"]).in_(language())
    own = ("state", "content", "missed", "rows", "file_bytes", "sha256", "finished_at")
    return (run.pk, *(getattr(run, name) for name in own), run.has_file, told)
