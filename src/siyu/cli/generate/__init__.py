"""`siyu generate`: data with a known truth, for measuring what finds it."""

from __future__ import annotations

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
    "生成已知真相的数据，用来检验归一的效果。",
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


generate.add_command(people_)
