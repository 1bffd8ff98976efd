"""`siyu generate`: data with a known truth, for measuring what finds it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from siyu.cli.output import Rows, show
from siyu.cli.words import command, group, option
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

if TYPE_CHECKING:
    import pyarrow as pa

MOST = 5_000_000

generate = group(
    "generate",
    "生成已知真相的数据，用来检验归一与 B2B 阶段。",
    "Generate data with a known truth, to measure what finds it.",
)


@command("people", "生成会员在各系统里的记录（rows.csv）和每行属于谁（truth.csv）。",
         "Write what systems see of people (rows.csv) and whose each row is (truth.csv).")  # fmt: skip
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@option("--people", default=10_000, show_default=True, type=click.IntRange(1, MOST), zh="人数", en="How many people")
@option("--seed", default=1, show_default=True, type=click.IntRange(0), zh="随机种子", en="Seed of the randomness")
def people_(folder: Path, people: int, seed: int) -> None:
    """Write both files and print the parameters."""
    from siyu.cli.generate.people import Parameters, generate_people

    how = Parameters()
    rows, truth = generate_people(people, seed, how)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, table in (("rows.csv", rows), ("truth.csv", truth)):
            _write(table, folder / name)
    except OSError as error:
        text = Text("无法写入：{error}", "can't be written: {error}").format(error=error.strerror)
        raise Refusal("file.unwritable", text, where=str(folder)) from None
    told = [("people", people), ("seed", seed), ("rows", len(rows)), *how.as_rows()]
    show(Rows(["parameter", "value"], told), "table")


def _write(table: pa.Table, path: Path) -> None:
    from pyarrow import csv

    csv.write_csv(table, path, csv.WriteOptions(quoting_style="needed"))


@command("leads", "生成企业联系人：members.csv、events.csv、orders.csv、stages.csv，以及每人真正的阶段与得分（truth.csv）。",
         "Write business contacts (members.csv, events.csv, orders.csv, stages.csv) and the stage and score of each "
         "at the end of the last day (truth.csv).")  # fmt: skip
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@option("--leads", default=2_000, show_default=True, type=click.IntRange(1, 200_000), zh="人数", en="How many contacts")
@option("--seed", default=1, show_default=True, type=click.IntRange(0), zh="随机种子", en="Seed of the randomness")
@option("--until", type=click.DateTime(["%Y-%m-%d"]), default=None, zh="最后一天（默认昨天）",
        en="The last day (default: yesterday)")  # fmt: skip
def leads_(folder: Path, leads: int, seed: int, until: datetime | None) -> None:
    """Write the files and print how many rows each has."""
    import pyarrow as pa

    from siyu.cli.generate.leads import generate_leads

    day = until.date() if until else date.today() - timedelta(days=1)
    tables = generate_leads(leads, seed, day)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in tables.items():
            if rows:
                _write(pa.Table.from_pylist(rows), folder / f"{name}.csv")
    except OSError as error:
        text = Text("无法写入：{error}", "can't be written: {error}").format(error=error.strerror)
        raise Refusal("file.unwritable", text, where=str(folder)) from None
    told = [
        ("leads", leads),
        ("seed", seed),
        ("until", day.isoformat()),
        *((name, len(rows)) for name, rows in tables.items()),
    ]
    show(Rows(["parameter", "value"], told), "table")


generate.add_command(people_)
generate.add_command(leads_)
