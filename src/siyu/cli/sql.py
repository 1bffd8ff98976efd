"""`siyu sql`: read-only SQL over the lake."""

from __future__ import annotations

import click

from siyu.cli.language import say
from siyu.cli.output import Rows, format_option, show, workspace_option
from siyu.cli.session import open_home, workspace_of
from siyu.cli.words import command, option
from siyu.lib.text import Text


@command("sql", "用 DuckDB 的 SQL 只读查询数据湖的表；SHOW TABLES 列出它们。",
         "Query the lake's tables with DuckDB's SQL, read-only; SHOW TABLES lists them.")  # fmt: skip
@click.argument("query")
@workspace_option
@format_option
@option("--limit", default=10_000, show_default=True, type=click.IntRange(1), zh="最多行数", en="At most so many rows")
@option("--seconds", default=60.0, show_default=True, type=click.FloatRange(0.1), zh="最长时间", en="At most so long")
def sql(query: str, workspace: str | None, form: str, limit: int, seconds: float) -> None:
    """Print the rows; tells on standard error when there were more."""
    open_home()
    from siyu.cli.brand import Brand

    answer = Brand(workspace_of(workspace)).query(query, limit=limit, seconds=seconds)
    show(Rows(answer.columns, answer.rows, given=True), form)
    if answer.is_cut:
        text = Text("只取了前 {n} 行；用 --limit 取更多。", "Only the first {n} rows; ask for more with --limit.")
        click.echo(say(text.format(n=limit)), err=True)
