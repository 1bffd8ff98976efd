"""`siyu connections`: by how many kinds of connection members are held, and how they get from pool to pool."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from siyu.cli.behaviour import days_option, segment_option
from siyu.cli.language import say
from siyu.cli.output import Rows, format_option, show, workspace_option
from siyu.cli.parameters import at_option
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command
from siyu.lib.text import Text

if TYPE_CHECKING:
    from datetime import datetime

SHOWN = click.Choice(["depth", "kinds", "pools"])


@command("connections", "多触点：SHOWN 为 pools（从一个池到另一个池的转化，默认）、kinds（每种连接的会员数）或 depth（连接深度）。",
         "Multi-touch: SHOWN is pools (who crossed from one to another, the default), kinds (members by kind of connection) or "
         "depth (members by how many kinds).")  # fmt: skip
@click.argument("shown", type=SHOWN, default="pools")
@workspace_option
@at_option
@segment_option
@days_option
@format_option
def connections(
    shown: str, workspace: str | None, at: datetime | None, segment: str | None, *, days: int, form: str
) -> None:
    """Print rows of what is asked for, beside the time before."""
    open_home()
    from siyu.understand.behaviour.asking import open_asked
    from siyu.understand.connections.report import connection_report

    with open_asked(workspace_of(workspace), segment=segment, at=at) as asked:
        report = connection_report(asked, days, is_now=at is None)
    show(_ROWS[shown](report), form)


def _depth(report: dict[str, Any]) -> Rows:
    return Rows(["depth", "members", "before"], [tuple(one.values()) for one in report["depth"]])


def _kinds(report: dict[str, Any]) -> Rows:
    rows = [(one["name"], _said(one), one["members"], one["before"]) for one in report["kinds"]]
    return Rows(["kind", "label", "members", "before"], rows)


def _pools(report: dict[str, Any]) -> Rows:
    labels = {one["name"]: _said(one) for one in report["pools"]}
    columns = ["from", "to", "entered", "already", "crossed", "rate", "rate_before", "median_days"]
    rows = [
        (labels[one["source"]], labels[one["target"]], *(_rounded(one[name]) for name in columns[2:]))
        for one in report["crossings"]
    ]
    return Rows(columns, rows)


_ROWS = {"depth": _depth, "kinds": _kinds, "pools": _pools}


def _said(one: dict[str, Any]) -> str:
    return say(Text(one["label"]["zh-CN"], one["label"]["en"]))


def _rounded(value: Any) -> Any:
    return round(value, 4) if isinstance(value, float) else value
