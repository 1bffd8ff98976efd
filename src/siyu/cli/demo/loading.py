"""Loading the demo brand step by step, each with a progress bar, its findings and its seconds."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from siyu.accounts.access import command_line
from siyu.accounts.models import Role, Workspace
from siyu.accounts.users import add_user
from siyu.accounts.workspaces import open_workspace
from siyu.cli.demo import findings
from siyu.cli.demo.files import FILES, prepare_files
from siyu.cli.language import language, say
from siyu.cli.up import FIRST_OWNER
from siyu.connect.imports.handing_over import note_file, order_import
from siyu.connect.imports.kinds import kind_of
from siyu.connect.imports.models import Import
from siyu.connect.imports.order import in_order
from siyu.connect.imports.running import run_import
from siyu.lib import documents
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

SLUG, ZONE = "demo", "America/New_York"
END = datetime(2017, 12, 31, 23, 59, 59, tzinfo=ZoneInfo(ZONE))
"""Where the brand's clock stands: the end of the data's last day."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step: what it is called, and what it does and finds; `advance(done, total)` moves its bar."""

    title: Text
    run: Callable[[Callable[[float, float], None]], Text]


def load_demo(home: Path) -> Workspace:
    """Bring the demo workspace to its full state and print one line a step; what is there already is left alone."""
    workspace = _workspace()
    bar = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*bar, console=Console(stderr=True), transient=True) as progress:
        for step in _steps(workspace, home / "demo"):
            task = progress.add_task(say(step.title), total=None)
            begun = time.perf_counter()
            found = step.run(lambda done, total, task=task: progress.update(task, completed=done, total=total))  # type: ignore[misc]
            progress.remove_task(task)
            click.echo(_line(step.title, found, time.perf_counter() - begun))
    return workspace


def _workspace() -> Workspace:
    workspace = Workspace.objects.filter(slug=SLUG).first()
    if workspace is None:
        workspace = open_workspace(SLUG, "Complete Journey", "USD", ZONE)
        workspace.clock_stands_at = END
        workspace.save(update_fields=["clock_stands_at"])
    if not Role.objects.filter(workspace=workspace, user__email=FIRST_OWNER).exists():
        add_user(command_line(workspace), FIRST_OWNER, "", "owner")
    return workspace


def _steps(workspace: Workspace, folder: Path) -> list[Step]:
    files = cache(lambda: prepare_files(folder))
    return [
        *(Step(kind_of(name).label, _importer(workspace, name, files)) for name in in_order(FILES, str)),
        Step(Text("数据湖整理", "Lake upkeep"), lambda _: findings.upkeep(workspace)),
        Step(Text("会员特征", "Features"), lambda _: findings.features(workspace)),
        Step(Text("标签", "Tags"), lambda _: findings.tags(workspace)),
        Step(Text("分群", "Segments"), lambda _: findings.segments(workspace)),
        Step(Text("漏斗", "Funnels"), lambda _: findings.funnels(workspace)),
        Step(Text("价值", "Value"), lambda _: findings.value(workspace)),
    ]


def _importer(
    workspace: Workspace, name: str, files: Callable[[], dict[str, Path]]
) -> Callable[[Callable[[float, float], None]], Text]:
    def run(advance: Callable[[float, float], None]) -> Text:
        known = earlier_import(workspace, name)
        if known is None or known.state != Import.DONE:
            known = import_file(workspace, name, files()[name], known, advance)
        return findings.of_import(known)

    return run


def earlier_import(workspace: Workspace, name: str) -> Import | None:
    """Return the import of a kind that the demo itself began, if it has."""
    return Import.objects.filter(workspace=workspace, kind=name, by="siyu", dry_run=False).order_by("pk").first()


def import_file(
    workspace: Workspace,
    name: str,
    path: Path,
    begun: Import | None = None,
    advance: Callable[[float, float], None] = lambda done, total: None,
) -> Import:
    """Import a file, or go on with an import that was killed."""
    if begun is None:
        mapping = documents.load(resources.files("siyu.cli.demo").joinpath(f"mappings/{name}.yaml").read_text("utf-8"))
        upload, _ = note_file(workspace, path, by="siyu")
        begun = order_import(upload, mapping, by="siyu")

    def look(_: str) -> None:
        now = Import.objects.get(pk=begun.pk)
        advance(now.loaded + now.repeated + now.quarantined, max(now.rows_read, 1))

    done = run_import(begun.pk, hook=look)
    if done.state != Import.DONE:
        error = done.error or {}
        text = Text(error["message"]["zh-CN"], error["message"]["en"]) if error else Text("已停止", "stopped")
        raise Refusal("demo.import", text, where=path.name)
    return done


def _line(title: Text, found: Text, seconds: float) -> str:
    return f"{_padded(title.in_(language()), 16)}{seconds:>6.1f} s  {found.in_(language())}"


def _padded(text: str, width: int) -> str:
    """Pad to a width on the terminal, where a Chinese sign takes two places."""
    return text + " " * (width - sum(2 if ord(sign) > 0x2E7F else 1 for sign in text))
