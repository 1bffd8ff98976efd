"""`siyu imports pull` and `pulls`: look into a folder now, list the pulls there are, make one from a document."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from siyu.cli.language import language, say
from siyu.cli.output import Rows, format_option, show, workspace_option
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command, group
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

if TYPE_CHECKING:
    from siyu.connect.pulls.models import FolderLook, FolderPull, PulledFile

_COUNTS = ("rows_read", "loaded", "repeated", "quarantined")

pulls = group("pulls", "文件夹拉取：列出、新建。", "Folder pulls: list, add.")


@command(
    "pull",
    "现在就查看一个文件夹并导入其中完整的新文件。",
    "Look into a folder now and import what is new and complete.",
)
@click.argument("name")
@workspace_option
@format_option
def pull(name: str, workspace: str | None, form: str) -> None:
    """Look, wait until files are known to be complete, look again, import; exit 1 when a file or the folder failed."""
    open_home()
    from siyu.accounts.access import command_line
    from siyu.accounts.audit import record
    from siyu.connect.pulls.managing import pull_named

    access = command_line(workspace_of(workspace))
    found = pull_named(access.workspace, name)
    record(access, "folder_pull.asked", "folder_pull", str(found.pk), {"name": name})
    files, look = _pulled(found)
    show(Rows(["file", "state", "import", *_COUNTS, "reason"], [_row(file) for file in files]), form)
    if look.error:
        click.echo(f"siyu: {_said(look.error)}", err=True)
    if look.error or any(file.state == file.FAILED for file in files):
        sys.exit(1)


@command("list", "列出文件夹拉取。", "List folder pulls.")
@workspace_option
@format_option
def list_(workspace: str | None, form: str) -> None:
    """Print name, folder, pattern, kind, minutes between looks, and whether it is paused."""
    open_home()
    from siyu.connect.pulls.models import FolderPull

    found = FolderPull.objects.filter(workspace=workspace_of(workspace)).order_by("name")
    names = ("folder", "pattern", "every_minutes", "afterwards")
    rows = [
        (one.name, one.document["mapping"]["imports"], *(one.document[name] for name in names), bool(one.paused_at))
        for one in found
    ]
    show(Rows(["name", "kind", *names, "paused"], rows), form)


@command("add", "用 YAML 文档新建文件夹拉取。", "Make a folder pull from a YAML document.")
@click.argument("name")
@click.argument("document", type=click.Path(path_type=Path))
@workspace_option
def add(name: str, document: Path, workspace: str | None) -> None:
    """Make a pull; its folder must be among those that SIYU_IMPORT_FOLDERS allows."""
    open_home()
    from siyu.accounts.access import command_line
    from siyu.connect.pulls.managing import make_pull
    from siyu.lib import documents

    try:
        read = documents.load(document.read_bytes())
    except OSError as error:
        text = Text("无法读取 {path}：{why}", "can't read {path}: {why}").format(path=document, why=error.strerror)
        raise Refusal("pull.file", text, where="DOCUMENT") from None
    make_pull(command_line(workspace_of(workspace)), name.strip()[:100] or document.stem, read)


pulls.add_command(list_)
pulls.add_command(add)


def _pulled(pull: FolderPull) -> tuple[list[PulledFile], FolderLook]:
    """Look, wait for what may still grow, import in this process; return the files that this brought to an end."""
    from datetime import UTC, datetime

    from siyu.connect.pulls.models import PulledFile

    begun = datetime.now(UTC)
    look = _look(pull)
    if look.counts.get("waiting") and (quiet := int(pull.document["quiet_seconds"])):
        text = Text("等待 {s} 秒，看文件是否还在变…", "Waiting {s} s to see whether files still grow …").format(s=quiet)
        click.echo(say(text), err=True)
        time.sleep(quiet)
        look = _look(pull)
    for file in pull.files.filter(state=PulledFile.IMPORTING).order_by("pk"):
        _carry_out(file)
    look = _look(pull)
    touched = pull.files.filter(settled_at__gte=begun).select_related("run").order_by("pk")
    waiting = pull.files.filter(state__in=[PulledFile.WAITING, PulledFile.IMPORTING]).select_related("run")
    return [*touched, *waiting], look


def _look(pull: FolderPull) -> FolderLook:
    from siyu.connect.pulls.looking import look_into_folder

    look = look_into_folder(pull.pk, patience=60.0)
    assert look is not None
    return look


def _carry_out(file: PulledFile) -> None:
    from siyu.connect.imports.running import run_import

    assert file.run_id is not None
    # A worker may be at it already: then this waits for it.
    run_import(file.run_id, patience=3600.0)


def _row(file: PulledFile) -> tuple[Any, ...]:
    counts = [getattr(file.run, name) if file.run else None for name in _COUNTS]
    return (file.name, file.state, file.run_id, *counts, _said(file.error) if file.error else None)


def _said(error: dict[str, Any]) -> str:
    parts = [Text(told["zh-CN"], told["en"]).in_(language()) for told in (error["message"], error["mend"]) if told]
    return " ".join(parts)
