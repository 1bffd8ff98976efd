"""Texts and JSON in rows that are about something else: what names a person in them is found, and replaced."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models, transaction

from siyu.lib.traces import Traces

AT_ONCE = 200
READ_AT_ONCE = 1_000

Rows = models.QuerySet[Any]


def count_named(rows: Rows, fields: tuple[str, ...], traces: Traces) -> int:
    """Return in how many rows one of the fields names the person."""
    return sum(1 for _ in _named(rows, fields, traces))


def redact_named(rows: Rows, fields: tuple[str, ...], traces: Traces) -> None:
    """Replace what names the person in the fields of the rows, a few rows at a time."""
    waiting: list[tuple[Any, dict[str, Any]]] = []
    for number, values in _named(rows, fields, traces):
        waiting.append((number, {name: traces.redacted(value) for name, value in values.items()}))
        if len(waiting) >= AT_ONCE:
            _write(rows, waiting)
            waiting = []
    _write(rows, waiting)


def _named(rows: Rows, fields: tuple[str, ...], traces: Traces) -> Iterator[tuple[Any, dict[str, Any]]]:
    last = None
    ordered = rows.order_by("pk")
    # Pages by key, not one long read: a redaction writes to the very rows that are read.
    while True:
        some = ordered.filter(pk__gt=last) if last is not None else ordered
        page = list(some.values_list("pk", *fields)[:READ_AT_ONCE])
        for number, *values in page:
            if any(traces.found_in(value) for value in values):
                yield number, dict(zip(fields, values, strict=True))
        if len(page) < READ_AT_ONCE:
            return
        last = page[-1][0]


def _write(rows: Rows, changes: list[tuple[Any, dict[str, Any]]]) -> None:
    if not changes:
        return
    # A bare query set, because the audit log's own refuses every change: this one takes a person's traces out of it.
    bare: Rows = models.QuerySet(rows.model, using=rows.db)
    with transaction.atomic(using=rows.db):
        for number, values in changes:
            bare.filter(pk=number).update(**values)
