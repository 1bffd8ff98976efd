"""Texts and JSON in rows that are about something else: what names a person in them is found, and replaced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from siyu.accounts.personal import Person, PersonalData
from siyu.lib.text import Text
from siyu.lib.traces import Traces

AT_ONCE = 200
READ_AT_ONCE = 1_000

Rows = models.QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Texts:
    """Fields of a table that may name a person; `workspace` leads to the workspace, None when rows have none."""

    model: type[models.Model]
    fields: tuple[str, ...]
    workspace: str | None = "workspace"

    def rows(self, person: Person) -> Rows:
        """Return the rows in which the person may be named."""
        rows: Rows = self.model._default_manager.all()
        return rows if self.workspace is None else rows.filter(**{self.workspace: person.workspace})


def redacted(name: str, label: Text, *texts: Texts, keeps: Text | None = None) -> PersonalData:
    """Return the store of texts whose rows stay, without what named the person."""

    def count(person: Person) -> int:
        return sum(count_named(one.rows(person), one.fields, person.traces) for one in texts)

    def erase(person: Person) -> None:
        for one in texts:
            redact_named(one.rows(person), one.fields, person.traces)

    holds = tuple(one.model._meta.label for one in texts)
    return PersonalData(name=name, label=label, holds=holds, fate="redacted", count=count, erase=erase, keeps=keeps)


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


def redact_names(rows: Rows, field: str, traces: Traces) -> None:
    """Replace what names the person in a name that is unique among its like: the row's number is put after it."""
    length = rows.model._meta.get_field(field).max_length
    for number, values in list(_named(rows, (field,), traces)):
        told = f"{traces.redacted(values[field])} {number}"
        _write(rows, [(number, {field: told[-length:] if length else told})])


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
