"""Help reads well in both languages and needs nothing heavy."""

from __future__ import annotations

import importlib
import subprocess
import sys

import click
import pytest

from siyu.cli.commands import COMMANDS
from siyu.cli.root import make_root
from siyu.cli.words import Command, Group
from tests.cli.conftest import Run

HEAVY = ("django", "ibis", "duckdb", "pyarrow", "pandas", "deltalake", "pydantic", "rich", "ninja")


def test_help_lists_every_command_below_its_heading(siyu: Run) -> None:
    shown = siyu("--help")
    assert shown.returncode == 0
    assert all(f"\n  {name} " in shown.stdout for name in COMMANDS)
    assert [line for line in shown.stdout.splitlines() if line in {"Run:", "Data:", "Manage:"}] == [
        "Run:",
        "Data:",
        "Manage:",
    ]


def test_help_follows_the_locale_and_lang(siyu: Run) -> None:
    assert "启动网页和后台任务" in siyu("--help", LANG="zh_CN.UTF-8").stdout
    assert "启动网页和后台任务" in siyu("--lang", "zh", "--help").stdout
    assert "Start web and worker" in siyu("--lang", "en", "--help", LANG="zh_CN.UTF-8").stdout


def test_headings_follow_the_language_too(siyu: Run) -> None:
    shown = siyu("--lang", "zh", "segment", "count", "--help").stdout
    assert shown.startswith("用法：siyu segment count")
    assert "选项:" in shown
    assert "[默认：table]" in shown
    assert "显示帮助" in shown
    assert not any(word in shown for word in ("Usage", "Options", "Show this", "[default"))
    assert "命令:" in siyu("--lang", "zh", "segment", "--help").stdout
    assert siyu("--lang", "en", "segment", "--help").stdout.startswith("Usage: siyu segment")


def test_heads_of_tables_follow_the_language_and_files_keep_their_names(siyu: Run) -> None:
    assert "代号" in siyu("--lang", "zh", "workspaces", "list").stdout
    assert "slug" in siyu("--lang", "en", "workspaces", "list").stdout
    assert siyu("--lang", "zh", "workspaces", "list", "--format", "csv").stdout.startswith("slug,name")


def test_help_imports_nothing_heavy() -> None:
    script = f"""
import sys
from siyu.cli.root import run
try:
    run(["--help"])
except SystemExit:
    pass
print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_in_both_languages(name: str) -> None:
    module, _, attribute = COMMANDS[name].place.partition(":")
    found = getattr(importlib.import_module(module), attribute)
    assert isinstance(found, Command | Group)
    for one in _all(found):
        assert one.about
        assert one.about.zh != one.about.en


def test_an_unknown_command_names_the_nearest(siyu: Run) -> None:
    done = siyu("imprt")
    assert done.returncode == 2
    assert done.stderr == "siyu: there is no command 'imprt'. Did you mean siyu import?\n"


def test_the_version(siyu: Run) -> None:
    assert siyu("--version").stdout.startswith("siyu 0.")


def test_the_root_has_only_listed_commands() -> None:
    root = make_root()
    assert root.list_commands(click.Context(root)) == list(COMMANDS)


def _all(found: click.Command) -> list[Command | Group]:
    assert isinstance(found, Command | Group)
    return [found, *(one for child in getattr(found, "commands", {}).values() for one in _all(child))]
