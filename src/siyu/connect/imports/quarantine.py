"""The rows that were held back: paged, and as a CSV that can be mended and imported again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from siyu.connect.imports.kinds import ImportKind, kind_of
from siyu.connect.imports.models import Import
from siyu.connect.imports.reasons import describe
from siyu.lib.spreadsheet import csv_lines
from siyu.lib.text import Text

if TYPE_CHECKING:
    import pyarrow as pa

HIDDEN = "****"
PERSONAL_FIELDS = frozenset({"name"})
BATCH = 1_000


def read_quarantine(run: Import, skip: int, limit: int, *, reveal: bool) -> list[dict[str, Any]]:
    """Return up to `limit` rows after the first `skip`: row number, reason, and the values as they stood in the file.

    Without `reveal` only columns that were mapped to something impersonal show their values.
    """
    kind, shown = kind_of(run.kind), None if reveal else _impersonal(run)
    found: list[dict[str, Any]] = []
    for rows in _batches(run, skip):
        found += [_as_dict(kind, row, shown) for row in rows.slice(0, limit - len(found)).to_pylist()]
        if len(found) >= limit:
            break
    return found


def quarantine_csv(run: Import, *, reveal: bool) -> Iterator[str]:
    """Yield the lines of a CSV: row number, reason in both languages, and the original columns."""
    kind, shown = kind_of(run.kind), None if reveal else _impersonal(run)
    columns = [column["name"] for column in run.upload.columns]

    def rows() -> Iterator[list[Any]]:
        for part in _batches(run, 0):
            for row in part.to_pylist():
                told = _as_dict(kind, row, shown)
                text = told["reason"]["text"]
                yield [row["row_no"], text["zh-CN"], text["en"], *(told["values"].get(name) for name in columns)]

    return csv_lines(["row_no", "原因", "reason", *columns], rows())


def count_reasons(run: Import) -> list[tuple[Text, int]]:
    """Return why rows were held back and how many for each reason, the most frequent first."""
    import pyarrow.parquet as pq

    from siyu.connect.imports.staging import QUARANTINE

    path = run.folder / QUARANTINE
    if not path.exists():
        return []
    kind, counts = kind_of(run.kind), Counter[str]()
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(columns=["reason"]):
            counts.update(batch.column(0).to_pylist())
    texts = [(describe(kind, reason)["text"], count) for reason, count in counts.most_common()]
    return [(Text(text["zh-CN"], text["en"]), count) for text, count in texts]


def _batches(run: Import, skip: int) -> Iterator[pa.RecordBatch]:
    import pyarrow.parquet as pq

    from siyu.connect.imports.staging import QUARANTINE

    path = run.folder / QUARANTINE
    if not path.exists():
        return
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=BATCH):
            if skip < batch.num_rows:
                yield batch.slice(skip)
            skip = max(skip - batch.num_rows, 0)


def _impersonal(run: Import) -> frozenset[str]:
    people = {source["from"] for source in run.mapping.get("identifiers", [])}
    mapped = {
        source["from"]
        for name, source in run.mapping["columns"].items()
        if "from" in source and name not in PERSONAL_FIELDS
    }
    return frozenset(mapped - people)


def _as_dict(kind: ImportKind, row: dict[str, Any], shown: frozenset[str] | None) -> dict[str, Any]:
    from siyu.connect.imports.staging import ORIGINAL

    values = {name.removeprefix(ORIGINAL): value for name, value in row.items() if name.startswith(ORIGINAL)}
    if shown is not None:
        values = {name: value if value is None or name in shown else HIDDEN for name, value in values.items()}
    return {"row_no": row["row_no"], "reason": describe(kind, row["reason"]), "values": values}
