"""Which files of a table a question needs: known from the commit log's statistics, without opening a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
from deltalake import DeltaTable

from siyu.engine.lake import stored_schema

BOUNDED = ("load_no", "revision", "occurred_on", "occurred_at", "received_at", "source_id", "status")


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file's place and, where its writer told, the least and greatest value of its fact columns."""

    path: str
    month: str
    rows: int | None
    least: dict[str, Any]
    most: dict[str, Any]

    def may_hold(self, column: str, low: Any = None, high: Any = None) -> bool:
        """Say whether a row with `low` ≤ column ≤ `high` can be in the file; unknown statistics can not exclude it."""
        least, most = self.least[column], self.most[column]
        too_late = high is not None and least is not None and least > high
        too_early = low is not None and most is not None and most < low
        return not (too_late or too_early)

    def surely_at_most(self, column: str, high: Any) -> bool:
        """Say whether every row is known to have column ≤ `high`."""
        most = self.most[column]
        return most is not None and bool(most <= high)


@dataclass(frozen=True, slots=True)
class PinnedTable:
    """One version of a table: its schema and files. `uniform` says that every file is known to have every column."""

    version: int
    schema: pa.Schema
    files: tuple[FileFacts, ...]
    uniform: bool


def pin(root: Path, table: DeltaTable | None = None) -> PinnedTable:
    """Read the newest version of the table in the folder, or the version a handle holds."""
    table = table or DeltaTable(root)
    schema = stored_schema(table)
    actions = pa.table(table.get_add_actions(flatten=True))
    nulls = [f"null_count.{name}" for name in schema.names]
    uniform = all(name in actions.column_names and not actions.column(name).null_count for name in nulls)
    return PinnedTable(table.version(), schema, tuple(_files(root, actions)), uniform)


def _files(root: Path, actions: pa.Table) -> Iterable[FileFacts]:
    known = [name for name in BOUNDED if f"min.{name}" in actions.column_names]
    wanted = ["path", "partition.month", "num_records", *(f"{end}.{name}" for name in known for end in ("min", "max"))]
    blank = dict.fromkeys(BOUNDED)
    for row in actions.select(wanted).sort_by("path").to_pylist():
        yield FileFacts(
            str(root / row["path"]),
            row["partition.month"],
            row["num_records"],
            blank | {name: row[f"min.{name}"] for name in known},
            blank | {name: row[f"max.{name}"] for name in known},
        )


@dataclass(frozen=True, slots=True)
class Window:
    """What of a table is asked for; None leaves a side open. All bounds are inclusive.

    `having` are words that columns must have.
    """

    since_on: date | None = None
    until_on: date | None = None
    until_at: datetime | None = None
    known_at: datetime | None = None
    done: int | None = None
    loaded_after: int | None = None
    having: tuple[tuple[str, str], ...] = ()
    since_at: datetime | None = None

    def __post_init__(self) -> None:
        for instant in (self.until_at, self.known_at, self.since_at):
            if instant is not None and instant.tzinfo is None:
                raise ValueError("an instant needs its time zone")

    def bounds(self) -> list[tuple[str, Any, Any]]:
        """Return (column, low, high) for every bound that is set."""
        every = (
            ("load_no", None if self.loaded_after is None else self.loaded_after + 1, self.done),
            ("received_at", None, _utc(self.known_at)),
            ("occurred_at", _utc(self.since_at), _utc(self.until_at)),
            ("occurred_on", self.since_on, self.until_on),
            *((column, word, word) for column, word in self.having),
        )
        return [bound for bound in every if bound[1:] != (None, None)]

    def known(self) -> Window:
        """Return the window without its bounds on content: what was known, whatever it said."""
        return Window(known_at=self.known_at, done=self.done)

    def files_of(self, table: PinnedTable) -> list[FileFacts]:
        """Return the files that can hold a row of the window."""
        return [
            file
            for file in table.files
            if self._has_month(file.month) and all(file.may_hold(*bound) for bound in self.bounds())
        ]

    def _has_month(self, month: str) -> bool:
        first = self.since_on is None or month >= f"{self.since_on:%Y-%m}"
        return first and (self.until_on is None or month <= f"{self.until_on:%Y-%m}")


def _utc(instant: datetime | None) -> datetime | None:
    return instant.astimezone(UTC) if instant else None
