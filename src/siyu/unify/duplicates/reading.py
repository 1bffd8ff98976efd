"""The members of a workspace as the table that is compared: one row a person with a known name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from siyu.accounts.models import Workspace
from siyu.analytics.duplicates.comparisons import COLUMNS
from siyu.unify.duplicates.fields import particulars
from siyu.unify.members.identity import read_identity
from siyu.unify.members.models import Member

AT_ONCE = 10_000
_SCHEMA = pa.schema(
    [("id", pa.int64()), ("is_other", pa.bool_()), ("source", pa.int64()), *((name, pa.string()) for name in COLUMNS)]
)


def read_people(workspace: Workspace) -> pa.Table:
    """Return (id, the model's columns) of every member who has a name and is not erased, by ascending id.

    Of several merged ids the canonical one tells a value, then the smallest. Members are read in batches; what is held of
    one is a few short texts.
    """
    rows = pa.Table.from_batches(_batches(workspace), _SCHEMA)
    rows = rows.sort_by([("id", "ascending"), ("is_other", "ascending"), ("source", "ascending")])
    people = rows.group_by("id", use_threads=False).aggregate([(name, "first") for name in COLUMNS])
    people = people.rename_columns([name.removesuffix("_first") for name in people.column_names]).select(
        ["id", *COLUMNS]
    )
    has_name = pc.or_(
        pc.is_valid(people["name"]), pc.or_(pc.is_valid(people["given_name"]), pc.is_valid(people["surname"]))
    )
    return people.filter(has_name)


def _batches(workspace: Workspace) -> Iterator[pa.RecordBatch]:
    moved = read_identity(workspace).to_pydict()
    member_of = dict(zip(moved["source_id"], moved["member_id"], strict=True))
    told = Member.objects.filter(workspace=workspace, erased_at=None).exclude(name="", attributes={})
    rows = told.order_by("member_id").values_list("member_id", "name", "attributes").iterator(chunk_size=AT_ONCE)
    today = workspace.today()
    for some in _parts(rows):
        yield pa.RecordBatch.from_pylist([_row(member_of, today, *row) for row in some], _SCHEMA)


def _parts(rows: Iterator[Any]) -> Iterator[list[Any]]:
    some: list[Any] = []
    for row in rows:
        some.append(row)
        if len(some) == AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _row(member_of: dict[int, int], today: date, source: int, name: str, attributes: dict[str, Any]) -> dict[str, Any]:
    member = member_of.get(source, source)
    return {"id": member, "is_other": member != source, "source": source, **particulars(name, attributes, today)}
