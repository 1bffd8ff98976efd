"""`siyu codes`: codes for things – batches made, listed, exported and voided, and what a serial is good for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from siyu.cli.language import say
from siyu.cli.output import Rows, format_option, show, workspace_option
from siyu.cli.session import address_of, open_home, workspace_of
from siyu.cli.words import command, group, option

if TYPE_CHECKING:
    from siyu.connect.codes.models import CodeBatch

codes = group("codes", "一物一码：创建批次、导出序列号、作废、查询。",
              "Codes for things: make batches, export serials, void, look one up.")  # fmt: skip

_COLUMNS = ("id", "tag", "name", "type", "stands_for", "count", "uses", "scans", "scanned", "repeated", "claims", "forged",
            "voided_at")  # fmt: skip
_DAY = click.DateTime(["%Y-%m-%d"])


@command("make", "创建一批码；TYPE 为 product、pack、store、poster、magazine、leaflet 或 staff。",
         "Make a batch of codes; TYPE is product, pack, store, poster, magazine, leaflet or staff.")  # fmt: skip
@click.argument("type", metavar="TYPE")
@click.argument("name")
@click.argument("count", type=click.IntRange(1))
@workspace_option
@option(
    "--stands-for",
    default="",
    zh="所代表的商品、门店、活动或员工的编号",
    en="Key of the product, store, campaign or staff",
)
@option(
    "--uses", type=click.IntRange(1), default=1, show_default=True, zh="每个码可领取几次", en="Claims a code allows"
)
@option("--from", "valid_from_on", type=_DAY, default=None, zh="从哪天起有效", en="First day it is valid")
@option("--until", "valid_until_on", type=_DAY, default=None, zh="有效到哪天", en="Last day it is valid")
@option(
    "--landing",
    default="",
    zh="扫码后继续前往的地址，可含 {serial}",
    en="Where the page leads on to; may hold {serial}",
)
@format_option
def make(workspace: str | None, form: str, **wanted: Any) -> None:
    """Print the batch."""
    open_home()
    from siyu.accounts.access import command_line
    from siyu.connect.codes.managing import Wanted, make_batch

    found = workspace_of(workspace)
    for name in ("valid_from_on", "valid_until_on"):
        wanted[name] = wanted[name] and wanted[name].date()
    show(Rows(_COLUMNS, [_row(make_batch(command_line(found), Wanted(**wanted)))]), form)


@command("list", "列出批次及其扫码、领取数。", "List batches with their scans and claims.")
@workspace_option
@option("--search", default="", zh="名称、代号或对象编号", en="Name, tag, or key of what they stand for")
@format_option
def list_(workspace: str | None, search: str, form: str) -> None:
    """Print a row a batch, the newest first."""
    open_home()
    from siyu.connect.codes.listing import list_batches

    found = list_batches(workspace_of(workspace), search, None, None, 10_000)
    show(Rows(_COLUMNS, [_row(batch) for batch in found.items]), form)


@command("export", "导出一批码的序列号（CSV）。", "Export the serials of a batch as CSV.")
@click.argument("batch", type=click.IntRange(1))
@workspace_option
@option("--first", type=click.IntRange(1), default=None, zh="起始编号", en="First number")
@option("--last", type=click.IntRange(1), default=None, zh="结束编号", en="Last number")
@option(
    "--origin",
    default=None,
    zh="码里地址的开头（默认本服务的地址）",
    en="Beginning of the address (default: this server's)",
)
@option(
    "--to", "path", type=click.Path(dir_okay=False, path_type=Path), default=None, zh="写入文件", en="Write to a file"
)
def export(
    batch: int, workspace: str | None, *, first: int | None, last: int | None, origin: str | None, path: Path | None
) -> None:
    """Print number, serial and address of each code; kept on record."""
    home = open_home()
    from siyu.accounts.access import command_line
    from siyu.accounts.audit import record
    from siyu.connect.codes.managing import find_batch
    from siyu.connect.codes.writing import checked_range, serial_lines

    access = command_line(workspace_of(workspace))
    found = find_batch(access.workspace, batch)
    begin, end = checked_range(found, first, last)
    record(access, "code_batch.exported", "code_batch", found.tag, {"first": begin, "last": end})
    lines = serial_lines(found, begin, end, (origin or address_of(home)).rstrip("/"))
    if path is None:
        sys.stdout.writelines(lines)
        return
    with path.open("w", encoding="utf-8", newline="") as out:
        out.writelines(lines)


@command("void", "作废一批码，不可恢复。", "Void all codes of a batch, for good.")
@click.argument("batch", type=click.IntRange(1))
@click.argument("reason")
@workspace_option
def void(batch: int, reason: str, workspace: str | None) -> None:
    """Tell whoever scans one of them the reason."""
    open_home()
    from siyu.accounts.access import command_line
    from siyu.connect.codes.managing import void_batch

    void_batch(command_line(workspace_of(workspace)), batch, reason)


@command("check", "查询一个码；不计为扫码。", "Look a serial up; this is not a scan.")
@click.argument("serial")
@workspace_option
@format_option
def check(serial: str, workspace: str | None, form: str) -> None:
    """Print what it is good for and what happened to it."""
    open_home()
    from siyu.connect.codes.finding import VERDICTS, code_row, find_code, verdict_of

    found = workspace_of(workspace)
    known = find_code(serial, found)
    row = code_row(known)
    verdict = verdict_of(known.batch, row, found.today())
    told = (known.batch.pk, known.batch.name, known.number, verdict, say(VERDICTS[verdict]), row.scans if row else 0,
            row.first_at if row else None, row.claims if row else 0)  # fmt: skip
    columns = ("id", "name", "number", "verdict", "message", "scans", "first_at", "claims")
    show(Rows(columns, [told]), form)


def _row(batch: CodeBatch) -> tuple[Any, ...]:
    return tuple(getattr(batch, name) for name in _COLUMNS)


for _one in (make, list_, export, void, check):
    codes.add_command(_one)
