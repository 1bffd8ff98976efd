"""Looks for something in everything a home holds, decoded: Parquet, Delta logs, databases and their pages, files, archives.

Shares no code with what erases.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connections

from tests.unify.privacy.raw_parts import raw_parts_with

PLACES = {
    "lake": "lake/**/month=*/*.parquet",
    "checkpoints": "lake/**/_delta_log/*.parquet",
    "logs": "lake/**/_delta_log/*.json",
    "uploads": "uploads/*",
    "quarantine": "imports/**/quarantine.parquet",
    "exports": "exports/*",
    "segment exports": "exports/segments/*",
    "staging": "staging/**/*.parquet",
}


def look(home: Path, needle: str) -> set[str]:
    """Return the places that hold the text."""
    found = _files_with(home, needle, (), None)
    for alias in settings.DATABASES:
        found |= {f"{alias}.{table}" for table in _tables_with(alias, needle)}
        found |= {f"{alias} {part}" for part in raw_parts_with(alias, needle)}
    return found


def look_in_lake(home: Path, ids: tuple[int, ...], at: datetime | None = None, table: str = "*") -> set[str]:
    """Return the places that hold one of the ids as the id of a row or as the least or greatest one, or the instant."""
    return _files_with(home, "", ids, at, f"lake/*/{table}/")


def _files_with(home: Path, needle: str, ids: tuple[int, ...], at: datetime | None, below: str = "") -> set[str]:
    found = set()
    for place, pattern in PLACES.items():
        if below and not pattern.startswith("lake/"):
            continue
        paths = home.glob(pattern.replace("lake/**/", below) if below else pattern)
        if any(_is_in_file(path, needle, ids, at) for path in paths if path.is_file()):
            found.add(place)
    return found


def _is_in_file(path: Path, needle: str, ids: tuple[int, ...], at: datetime | None) -> bool:
    if path.suffix == ".parquet":
        return any(_is_in_value(value, needle, ids, at, name) for name, value in _cells(path))
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            return any(needle in archive.read(name).decode() for name in archive.namelist())
    assert needle or path.suffix == ".json", path
    text = path.read_bytes().decode("utf-8", "replace")
    if path.suffix == ".json":
        lines = [json.loads(line) for line in text.splitlines() if line]
        return any(_is_in_value(line, needle, ids, at, "") for line in lines)
    return needle in text or any(needle in cell for row in csv.reader(io.StringIO(text)) for cell in row)


def _cells(path: Path) -> Iterator[tuple[str, Any]]:
    with pq.ParquetFile(path) as file:
        for name, value in (file.schema_arrow.metadata or {}).items():
            yield "", f"{name!r}{value!r}"
        footer = file.metadata
        for group in range(footer.num_row_groups):
            for number in range(footer.num_columns):
                column = footer.row_group(group).column(number)
                if column.statistics is not None and column.statistics.has_min_max:
                    yield column.path_in_schema, [column.statistics.min, column.statistics.max]
        for batch in file.iter_batches():
            for name, column in zip(batch.schema.names, batch.columns, strict=True):
                kind = column.type
                for value in column.to_pylist():
                    yield name, value if not pa.types.is_binary(kind) else _opened(value)


def _opened(sealed: bytes | None) -> str | None:
    """Return a text of the lake that is sealed with somebody's key, as long as the key is there."""
    if sealed is None:
        return None
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT key FROM unify_members_memberkey")
        keys = [bytes(row[0]) for row in cursor.fetchall()]
    for key in keys:
        try:
            return AESGCM(key).decrypt(sealed[:12], sealed[12:], None).decode()
        except InvalidTag:
            continue
    return None


def _is_in_value(value: Any, needle: str, ids: tuple[int, ...], at: datetime | None, name: str) -> bool:
    if isinstance(value, dict):
        return any(_is_in_value(held, needle, ids, at, key) for key, held in value.items())
    if isinstance(value, list | tuple):
        return any(_is_in_value(held, needle, ids, at, name) for held in value)
    if isinstance(value, str) and value[:1] in "{[":
        try:
            return _is_in_value(json.loads(value), needle, ids, at, name) or bool(needle and needle in value)
        except ValueError:
            pass
    if name == "source_id" and value in ids:
        return True
    if at is not None and name in {"occurred_at", "min", "max"} and _instant(value) == at:
        return True
    return bool(needle) and isinstance(value, str) and needle in value


def _instant(value: Any) -> datetime | None:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.replace("Z", "+00:00"))
        except ValueError:
            return None
    if not isinstance(value, datetime):
        return None
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def _tables_with(alias: str, needle: str) -> Iterator[str]:
    connection = connections[alias]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            if any(_is_in_row(dict(zip(names, row, strict=True)), needle) for row in cursor.fetchall()):
                yield table


def _is_in_row(row: dict[str, Any], needle: str) -> bool:
    return any(needle in text for value in row.values() for text in _texts(value, row))


def _texts(value: Any, row: dict[str, Any]) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        if value[:1] in "{[":
            try:
                yield json.dumps(json.loads(value), ensure_ascii=False)
            except ValueError:
                return
    elif isinstance(value, dict | list):
        yield json.dumps(value, ensure_ascii=False)
    elif isinstance(value, bytes | memoryview):
        raw = bytes(value)
        yield raw.decode("utf-8", "replace")
        if "workspace_id" in row and len(raw) > 28:
            yield from _unsealed(raw, row["workspace_id"])


def _unsealed(raw: bytes, workspace_id: int) -> Iterator[str]:
    cipher = AESGCM(bytes.fromhex(settings.SIYU_RAW_KEY))
    try:
        packed = cipher.decrypt(raw[:12], raw[12:], b"siyu.inbox:%d" % workspace_id)
    except InvalidTag:
        return
    plain = pa.decompress(packed[4:], decompressed_size=int.from_bytes(packed[:4], "big"), codec="zstd", asbytes=True)
    yield plain.decode("utf-8", "replace")
    try:
        kept = msgspec.msgpack.decode(plain)
    except msgspec.DecodeError:
        return
    yield from (part.decode("utf-8", "replace") for part in kept[2])


def raw_files_with(folder: Path, needle: str) -> set[str]:
    """Return the names of the files in which the text stands as bytes."""
    found = (path for path in folder.rglob("*") if path.is_file() and needle.encode() in path.read_bytes())
    return {path.name for path in found}
