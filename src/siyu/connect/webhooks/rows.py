"""From the JSON of calls to checked rows: the same parsing, reasons and facts as those of a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec

from siyu.accounts.models import Workspace
from siyu.connect.collection.message import refuse, unreadable
from siyu.connect.imports.kinds import ImportKind
from siyu.connect.webhooks.documents import WebhookMapping, check_webhook, columns_of
from siyu.connect.webhooks.paths import as_text, find
from siyu.lib.jsons import UNREADABLE

if TYPE_CHECKING:
    import pyarrow as pa

    from siyu.engine.snapshot import Snapshot

MOST_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class Checked:
    """Rows of several calls: `good` has row_no, every field and `who`; `faults` is `{row number: code:field}`.

    `calls` says of each row, counted from 1, which call it came from.
    """

    kind: ImportKind
    good: pa.Table
    faults: dict[int, str]
    calls: list[int]
    identifiers: list[str]


def check(snapshot: Snapshot, workspace: Workspace, mapping: WebhookMapping, bodies: Sequence[Any]) -> Checked:
    """Return the rows of the bodies, each of which is the JSON of one call."""
    import pyarrow as pa

    from siyu.connect.imports.checking import FAULT, Checker
    from siyu.connect.imports.parsing import Settings

    kind = check_webhook(mapping, workspace)
    names = columns_of(mapping)
    cells: dict[str, list[str | None]] = {name: [] for name in names}
    calls: list[int] = []
    for call, body in enumerate(bodies):
        for row in rows_of(mapping, body):
            calls.append(call)
            for name in names:
                cells[name].append(as_text(find(name, row, body)))
    columns = {name: pa.array(values, pa.string()) for name, values in cells.items()}
    given = snapshot.memtable(pa.table({"row_no": pa.array(range(1, len(calls) + 1), pa.int64()), **columns}))
    settings = Settings(mapping.zone, mapping.time_format, workspace.currency, workspace.clock.now())
    checked = snapshot.to_arrow(Checker(snapshot, kind, mapping, settings, workspace).check(given).order_by("row_no"))
    faults = dict(zip(checked["row_no"].to_pylist(), checked[FAULT].to_pylist(), strict=True))
    good = checked.filter(checked[FAULT].is_null()).drop_columns(FAULT)
    kinds = [source.kind for source in mapping.identifiers]
    return Checked(kind, good, {number: fault for number, fault in faults.items() if fault}, calls, kinds)


def rounds(checked: Checked) -> list[pa.Table]:
    """Return the good rows in parts, in none of which two calls speak of the same order.

    Lines without a number are told apart by counting them within their order, which must not count a call twice.
    """
    import pyarrow as pa

    group = checked.kind.group
    if group is None:
        return [checked.good]
    nth: list[int] = []
    calls_of: dict[Any, dict[int, int]] = {}
    for row, value in zip(checked.good["row_no"].to_pylist(), checked.good[group].to_pylist(), strict=True):
        calls = calls_of.setdefault(value, {})
        nth.append(calls.setdefault(checked.calls[row - 1], len(calls)))
    return [checked.good.filter(pa.array([one == part for one in nth])) for part in range(max(nth, default=-1) + 1)]


def rows_of(mapping: WebhookMapping, body: Any) -> Iterator[Any]:
    """Yield the rows of one call; none when it is not one the mapping is for. Raises `Refusal` for too many."""
    if not _is_meant(mapping, body):
        return
    found = find(mapping.each, body, body) if mapping.each else body
    rows = found if isinstance(found, list) else [found] if isinstance(found, dict) else []
    if len(rows) > MOST_ROWS:
        raise refuse(
            "too_many_rows", "一次调用最多 {most} 行", "a call holds at most {most} rows", "each", most=MOST_ROWS
        )
    yield from rows


def check_json(raw: bytes) -> None:
    """Raise `Refusal` unless it is an object or a list of JSON."""
    found = decode(raw)
    if not isinstance(found, dict | list):
        raise refuse("not_an_object", "内容须为 JSON 对象或列表", "it must be an object or a list of JSON")


def decode(raw: bytes) -> Any:
    """Return the JSON with numbers as they were written. Raises `Refusal` for what is none."""
    try:
        return msgspec.json.Decoder(float_hook=Decimal).decode(raw)
    except UNREADABLE as error:
        raise unreadable(error) from None


def _is_meant(mapping: WebhookMapping, body: Any) -> bool:
    for path, wanted in mapping.when.items():
        values = wanted if isinstance(wanted, list) else [wanted]
        if as_text(find(path, body, body)) not in {as_text(value) for value in values}:
            return False
    return True
