"""Resolving identifiers: a row's identifiers become one source id, found or newly made, the same however often it is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.db.models import F, Model

from siyu.accounts.models import Workspace
from siyu.connect.loads.stages import Resolved, Values
from siyu.unify.members.base import EVERYONE
from siyu.unify.members.models import Identifier, Member
from siyu.unify.members.normalise import KINDS
from siyu.unify.members.presence import add_presence

AT_ONCE = 1_000
STRENGTH = {kind: place for place, kind in enumerate(KINDS)}

Pair = tuple[str, str]
Row = tuple[Pair, ...]
"""The identifiers of one row as (kind, value), strongest kind first."""


def resolve(workspace: Workspace, values: Values) -> Resolved:
    """Return a source id for each row of identifiers, 0 for a row without any; unknown people become members.

    The strongest kind decides, of two of one kind the older member; the row's other identifiers that nobody has yet
    are attached to the member that decided. Nobody is merged: a row whose identifiers belong to different members is
    `conflicting`. Writes in transactions of at most 1,000 rows; after a crash the same call finds what was made.
    """
    rows = list(_rows(values))
    owners = _owners(workspace, (pair for row in rows for pair in row))
    fresh = np.array([any(pair not in owners for pair in row) for row in rows], dtype=np.bool_)
    made = 0
    unknown = iter([row for row, is_fresh in zip(rows, fresh, strict=True) if is_fresh])
    while part := list(islice(unknown, max(AT_ONCE // (2 + len(values)), 1))):
        made += _make(workspace, part, owners)
    return Resolved(
        np.array([_decide(row, owners) or 0 for row in rows], dtype=np.int64),
        made,
        np.array([len({owners[pair] for pair in row}) > 1 for row in rows], dtype=np.bool_),
        fresh,
    )


def _rows(values: Values) -> Iterator[Row]:
    ordered = sorted(values, key=lambda column: STRENGTH[column[0]])
    kinds = [kind for kind, _ in ordered]
    for found in zip(*(column for _, column in ordered), strict=True):
        yield tuple((kind, value) for kind, value in zip(kinds, found, strict=True) if value)


def _owners(workspace: Workspace, pairs: Iterable[Pair]) -> dict[Pair, int]:
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for kind, value in pairs:
        wanted[kind].add(value)
    owners: dict[Pair, int] = {}
    for kind, found in wanted.items():
        held = Identifier.objects.filter(workspace=workspace, kind=kind)
        for part in _parts(sorted(found)):
            known = held.filter(value__in=part).values_list("value", "source_id")
            owners.update({(kind, value): source_id for value, source_id in known})
    return owners


def _parts(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]


def _decide(row: Row, owners: dict[Pair, int]) -> int | None:
    """Return the owner of the row's strongest owned identifier; of several of that kind, the oldest."""
    owned = [(STRENGTH[pair[0]], owners[pair]) for pair in row if pair in owners]
    return min(owned)[1] if owned else None


@dataclass
class _Making:
    """What one transaction is about to write."""

    first_id: int
    members: list[int] = field(default_factory=list)
    identifiers: dict[Pair, int] = field(default_factory=dict)

    def next_id(self) -> int:
        self.members.append(self.first_id + len(self.members))
        return self.members[-1]


def _make(workspace: Workspace, rows: list[Row], owners: dict[Pair, int]) -> int:
    """Give every identifier of the rows an owner, in one transaction; return how many members were made."""
    with transaction.atomic():
        # The row lock lets one resolver of a workspace in at a time, so that what is read next cannot change.
        locked = Workspace.objects.select_for_update().only("next_member_id").get(pk=workspace.pk)
        owners.update(_owners(workspace, (pair for row in rows for pair in row if pair not in owners)))
        making = _Making(locked.next_member_id)
        for row in rows:
            source_id = _decide(row, owners) or making.next_id()
            for pair in row:
                if pair not in owners:
                    owners[pair] = making.identifiers[pair] = source_id
        _write(workspace, making)
    return len(making.members)


def _write(workspace: Workspace, making: _Making) -> None:
    Workspace.objects.filter(pk=workspace.pk).update(next_member_id=F("next_member_id") + len(making.members))
    now = connection.ops.adapt_datetimefield_value(datetime.now(UTC))
    _insert(
        Member,
        ("workspace_id", "member_id", "name", "attributes", "made_at"),
        [(workspace.pk, number, "", "{}", now) for number in making.members],
    )
    _insert(
        Identifier,
        ("workspace_id", "kind", "value", "source_id", "made_at"),
        [(workspace.pk, kind, value, source_id, now) for (kind, value), source_id in making.identifiers.items()],
    )
    present: defaultdict[str, list[int]] = defaultdict(list)
    for (kind, _), source_id in making.identifiers.items():
        present[kind].append(source_id)
    if making.members:
        present[EVERYONE] = making.members
    for kind, ids in present.items():
        add_presence(workspace, kind, ids)


def _insert(model: type[Model], columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    """Insert by one statement run for all rows: an ORM instance a row costs several times as much."""
    quote = connection.ops.quote_name
    names, marks = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})", rows)  # noqa: S608 - names of our own
