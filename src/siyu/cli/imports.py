"""`siyu import`: a file becomes facts or members."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from siyu.cli.language import language, say
from siyu.cli.output import Rows, format_option, show, workspace_option
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command, option
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

if TYPE_CHECKING:
    from siyu.accounts.models import Workspace
    from siyu.connect.imports.models import Import

_COUNTS = ("rows_read", "loaded", "repeated", "quarantined")


@command("import", "导入 CSV、JSON Lines（均可 gzip）、Excel 或 Parquet 文件，可一次给出几个。"
         "KIND 如 members、orders、order_lines、products、events；同一文件再次导入不会重复。",
         "Import CSV, JSON Lines (either may be gzipped), Excel or Parquet files, several at once if you like. "
         "KIND is members, orders, order_lines, products, events…; the same file again changes nothing.")  # fmt: skip
@click.argument("kind")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@option("--map", "map_file", type=click.Path(path_type=Path), default=None,
        zh="列映射（YAML）；默认自动识别", en="Column mapping (YAML); by default columns are recognised")  # fmt: skip
@option("--template", default=None, zh="用已保存的对应模板（siyu imports templates list）",
        en="Use a kept mapping template (siyu imports templates list)")  # fmt: skip
@option("--encoding", default=None, zh="文件编码（默认自动识别）", en="The file's encoding (default: recognised)")
@option("--sheet", default=None, zh="Excel 工作表（有几张时须指明）", en="The sheet of a workbook that has several")
@option("--dry-run", is_flag=True, zh="只检查，不写入", en="Check only, write nothing")
@workspace_option
@format_option
def import_(
    kind: str,
    files: tuple[Path, ...],
    *,
    map_file: Path | None,
    template: str | None,
    encoding: str | None,
    sheet: str | None,
    dry_run: bool,
    workspace: str | None,
    form: str,
) -> None:
    """Import one file after the other and print the counts; exit 1 when one was refused or stopped."""
    open_home()
    from siyu.cli.brand import Brand

    brand = Brand(workspace_of(workspace))
    mapping = _mapping(brand.workspace, map_file, template)
    done: list[Import] = []
    for file in files:
        try:
            done.append(
                brand.import_file(
                    kind,
                    file,
                    mapping,
                    encoding=encoding,
                    sheet=sheet,
                    dry_run=dry_run,
                    progress=_tell if sys.stderr.isatty() else None,
                )
            )
        except Refusal as refusal:
            if len(files) == 1:
                raise
            click.echo(f"siyu: {file.name}: {refusal.in_(language())}", err=True)
    show(Rows(["import", "file", "state", *_COUNTS], [_row(run) for run in done]), form)
    for run in done:
        _tell_more(run)
    if len(done) < len(files) or any(run.state != run.DONE for run in done):
        sys.exit(1)


def _row(run: Import) -> tuple[Any, ...]:
    return (run.pk, run.upload.filename, run.state, *(getattr(run, name) for name in _COUNTS))


def _tell_more(run: Import) -> None:
    for note in run.notes:
        click.echo(f"{Text(note['text']['zh-CN'], note['text']['en']).in_(language())}: {note['count']}", err=True)
    _tell_what_was_held_back(run)
    if run.dry_run:
        text = Text(
            "试跑：什么都没有写入；“loaded”是会载入的行数。", "Dry run: nothing was written; “loaded” is what would be."
        )
        click.echo(say(text), err=True)


def _tell_what_was_held_back(run: Import) -> None:
    from siyu.connect.imports.quarantine import count_reasons

    for reason, count in count_reasons(run):
        text = Text("隔离 {count:,} 行：{why}", "Quarantined rows: {count:,} – {why}")
        click.echo(
            say(Text(text.zh.format(count=count, why=reason.zh), text.en.format(count=count, why=reason.en))), err=True
        )


def _mapping(workspace: Workspace, map_file: Path | None, template: str | None) -> dict[str, Any] | None:
    """Return the mapping that was asked for, None when the file's columns are to be recognised."""
    from siyu.connect.imports.templates import template_named

    if map_file and template:
        text = Text("--map 与 --template 只能用一个", "use either --map or --template")
        raise Refusal("mapping.twice", text, where="--template")
    if template:
        found: dict[str, Any] = template_named(workspace, template).mapping
        return found
    return _read_mapping(map_file) if map_file else None


def _read_mapping(path: Path) -> dict[str, Any]:
    from siyu.lib import documents

    try:
        document = documents.load(path.read_bytes())
    except OSError as error:
        text = Text("无法读取 {path}：{error}", "can't read {path}: {error}").format(path=path, error=error.strerror)
        raise Refusal("mapping.file", text, where="--map") from None
    if not isinstance(document, dict):
        raise Refusal("mapping.shape", Text("映射须为 YAML 对象", "a mapping is a YAML object"), where=str(path))
    return document


def _tell(run: Import) -> None:
    done = run.loaded + run.repeated + run.quarantined
    text = Text("已处理 {done:,} / {all:,} 行", "{done:,} of {all:,} rows").format(done=done, all=run.rows_read)
    click.echo(f"\r\033[K{say(text)}", nl=False, err=True)
    if run.is_over or (run.rows_read and done >= run.rows_read):
        click.echo("\r\033[K", nl=False, err=True)
