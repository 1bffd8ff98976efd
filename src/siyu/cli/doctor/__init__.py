"""`siyu doctor`: one check after the other; each finding says how to mend it."""

from __future__ import annotations

import sys

import click

from siyu.cli.doctor.finding import BAD, Finding
from siyu.cli.language import say
from siyu.cli.output import Rows, show
from siyu.cli.words import command, option
from siyu.lib.text import Text


@command(
    "doctor", "检查运行环境、数据库、数据湖和后台任务。", "Check the machine, the database, the lake and the worker."
)
@option("--port", default=8900, show_default=True, type=click.IntRange(1, 65535), zh="网页端口", en="Port of the web")
@option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
        zh="输出格式", en="How to print the findings")  # fmt: skip
def doctor(port: int, form: str) -> None:
    """Print every finding; exit 1 when something is wrong."""
    from siyu.cli.doctor.checks import run_checks

    findings = list(run_checks(port))
    if form == "json":
        rows = [(one.state, say(one.name), say(one.detail), say(one.mend) if one.mend else None) for one in findings]
        show(Rows(["state", "check", "detail", "mend"], rows), "json")
    else:
        _print(findings)
    sys.exit(1 if any(one.state == BAD for one in findings) else 0)


def _print(findings: list[Finding]) -> None:
    for one in findings:
        mark, colour = {"ok": ("✓", "green"), "note": ("!", "yellow"), BAD: ("✗", "red")}[one.state]
        click.echo(f"{click.style(mark, fg=colour)} {say(one.name)}: {say(one.detail)}")
        if one.mend:
            click.echo(f"  → {say(one.mend)}")
    wrong = sum(one.state == BAD for one in findings)
    summary = (
        Text("发现 {n} 个问题。", "{n} things are wrong.").format(n=wrong)
        if wrong
        else Text("一切正常。", "All is well.")
    )
    click.echo(say(summary))
