"""`siyu features`: what is known about members, as columns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from siyu.cli.language import say
from siyu.cli.output import Rows, format_option, rows_of, show, workspace_option
from siyu.cli.parameters import at_option, read_rule
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command, group, option
from siyu.lib.text import Text

if TYPE_CHECKING:
    from datetime import datetime

features = group("features", "列出和导出会员特征。", "List and export member features.")


@command("list", "列出所有特征。", "List all features.")
@format_option
def list_features(form: str) -> None:
    """Print name, label, unit and group of each."""
    open_home()
    from siyu.understand.features.registry import all_features

    rows = [(one.name, say(one.label), one.unit, one.group) for one in all_features()]
    show(Rows(["name", "label", "unit", "group"], rows), form)


@command("coverage", "每项特征有多少会员有值，以及上次计算的时间。",
         "How many members have each feature, and when they were kept last.")  # fmt: skip
@workspace_option
@format_option
def coverage(workspace: str | None, form: str) -> None:
    """Print name, label and of the members with a value and with one that is not zero the number and share."""
    open_home()
    from siyu.understand.features.registry import feature_named
    from siyu.understand.features.spread import coverage_of

    run, found = coverage_of(workspace_of(workspace))
    if run is None:
        click.echo(say(Text("尚未计算特征。", "No features are kept yet.")), err=True)
        return
    rows = [
        (name, say(feature_named(name).label), one.known, one.told, f"{one.told / max(run.members, 1):.1%}")
        for name, one in found.items()
    ]
    show(Rows(["name", "label", "known", "told", "share"], rows), form)
    text = Text(
        "截至 {on}，{members} 位会员，其中重新读取了 {computed} 位",
        "As of {on}: {members} members, of whom {computed} were read again",
    )
    click.echo(say(text.format(on=run.on, members=run.members, computed=run.computed)), err=True)


@command("export", "导出每位会员的特征，一行一位；金额以最小货币单位计。",
         "Export features, one row a member; money in minor units.")  # fmt: skip
@workspace_option
@at_option
@format_option
@option(
    "--names", default=None, zh="逗号分隔的特征名（默认全部）", en="Feature names, separated by commas (default: all)"
)
@option(
    "--rule",
    default=None,
    zh="只导出符合规则的会员（YAML 文件或分群名）",
    en="Only members of a rule (YAML file or segment name)",
)
@option("--to", type=click.Path(path_type=Path, dir_okay=False), default=None,
        zh="写入 Parquet 文件而不是屏幕", en="Write a Parquet file instead of printing")  # fmt: skip
def export(
    workspace: str | None, at: datetime | None, form: str, *, names: str | None, rule: str | None, to: Path | None
) -> None:
    """Print or write (member_id, one column a feature)."""
    open_home()
    from siyu.cli.questions import features_of

    wanted = [name.strip() for name in names.split(",") if name.strip()] if names else None
    table = features_of(workspace_of(workspace), wanted, read_rule(rule) if rule else None, at)
    if to is None:
        show(rows_of(table), form)
        return
    import pyarrow.parquet as pq

    pq.write_table(table, to)
    text = Text("已写入 {rows} 行：{path}", "Wrote {rows} rows: {path}")
    click.echo(say(text.format(rows=len(table), path=to)), err=True)


for _command in (list_features, coverage, export):
    features.add_command(_command)
