"""Which files of a month upkeep rewrites: all of them for good, or only small ones while the month still grows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq

from siyu.engine.pruning import FileFacts
from siyu.engine.schema import TABLES

SORTED_BY = ("source_id", "occurred_at", "key", "revision")
MANY = 8
"""A growing month may have so many small files."""
MUCH_LARGER = 4
"""A file so many times larger than all smaller ones together is left alone: rewriting it would cost more than it helps."""

Choose = Callable[[list[FileFacts]], list[FileFacts]]


def whole_month(files: list[FileFacts]) -> list[FileFacts]:
    """Return all files of a month that is not yet one sorted file of usual rows and at most one of the others."""
    usual = [file for file in files if _is_usual(file)]
    is_parted = len(usual) <= 1 and len(files) - len(usual) <= 1
    return [] if is_parted and all(_is_sorted(Path(file.path)) for file in files) else files


def small_files(files: list[FileFacts]) -> list[FileFacts]:
    """Return the small files of a month that has many: every row is then rewritten a few times, however often loads come.

    Files grow by steps of four, so a month of n rows has about log₄ n files.
    """
    chosen: list[FileFacts] = []
    rows = 0
    for file in sorted(files, key=lambda file: (file.rows or 0, file.path)):
        if len(chosen) >= 2 and (file.rows or 0) > MUCH_LARGER * rows:
            break
        chosen.append(file)
        rows += file.rows or 0
    return chosen if len(chosen) > MANY else []


def rare_of(root: Path) -> tuple[tuple[str, str], ...]:
    """Return the rare words of a table by its folder."""
    return TABLES[root.name].rare


def _is_usual(file: FileFacts) -> bool:
    rare = rare_of(Path(file.path).parent.parent)
    return file.surely_at_most("revision", 0) and not any(file.may_hold(name, word, word) for name, word in rare)


def _is_sorted(path: Path) -> bool:
    footer = pq.read_metadata(path)
    names = [footer.schema.column(number).name for number in range(footer.num_columns)]
    found = footer.row_group(0).sorting_columns
    return tuple(names[column.column_index] for column in found) == SORTED_BY
