"""Resolving identifiers: each becomes an id of its own, the same however often it is asked; ids seen together are linked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
from django.db import transaction
from django.db.models import F

from siyu.accounts.models import Workspace
from siyu.connect.loads.stages import Resolved, Values, note_changed
from siyu.unify.members.base import EVERYONE
from siyu.unify.members.evidence import Pair, add_evidence, pairs_of, parts, unseen
from siyu.unify.members.identifiers import RANK, split
from siyu.unify.members.identity import canonicals_of
from siyu.unify.members.inserting import insert
from siyu.unify.members.linking import relink
from siyu.unify.members.models import Identifier, Member
from siyu.unify.members.presence import add_presence

if TYPE_CHECKING:
    from numpy.typing import NDArray

AT_ONCE = 1_000

Known = tuple[str, str]
"""(kind with its scope, value)."""

Row = tuple[Known, ...]
"""The identifiers of one row, strongest kind first."""


def resolve(workspace: Workspace, values: Values) -> Resolved:
    """Return a source id for each row of identifiers, 0 for a row without any.

    Every identifier has an id of its own, for ever; a row belongs to that of its strongest kind, of several of one kind
    to the oldest. That a row's identifiers were seen together is kept as evidence and links their ids. `made` counts the
    people that are new, `conflicting` are rows whose identifiers still belong to different people. Writes in transactions
    of at most 1,000 rows; after a crash the same call finds what was made.
    """
    rows = list(_rows(values))
    owners = _owners(workspace, (known for row in rows for known in row))
    fresh = np.array([any(known not in owners for known in row) for row in rows], dtype=np.bool_)
    news = unseen(workspace, {pair for row in rows for pair in _pairs(row, owners)})
    made = 0
    work = iter([
        row for row, is_fresh in zip(rows, fresh, strict=True)
        if is_fresh or any(pair in news for pair in _pairs(row, owners))
    ])  # fmt: skip
    while part := list(islice(work, max(AT_ONCE // _cost(len(values)), 1))):
        made += _make(workspace, part, owners)
    return Resolved(
        np.array([_decide(row, owners) for row in rows], dtype=np.int64),
        made,
        _conflicting(workspace, rows, owners),
        fresh,
    )


def _cost(columns: int) -> int:
    """Return how many rows a row of identifiers may write: members, identifiers, evidence, merges."""
    return 3 * columns + columns * (columns - 1) // 2


def _rows(values: Values) -> Iterator[Row]:
    ordered = sorted(values, key=lambda column: RANK[split(column[0])[0]])
    kinds = [kind for kind, _ in ordered]
    for found in zip(*(column for _, column in ordered), strict=True):
        yield tuple((kind, value) for kind, value in zip(kinds, found, strict=True) if value)


def _owners(workspace: Workspace, identifiers: Iterable[Known]) -> dict[Known, int]:
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for kind, value in identifiers:
        wanted[kind].add(value)
    owners: dict[Known, int] = {}
    for kind, found in wanted.items():
        name, scope = split(kind)
        held = Identifier.objects.filter(workspace=workspace, kind=name, scope=scope)
        for part in parts(sorted(found)):
            known = held.filter(value__in=part).values_list("value", "source_id")
            owners.update({(kind, value): source_id for value, source_id in known})
    return owners


def _pairs(row: Row, owners: dict[Known, int]) -> list[Pair]:
    """Return the pairs of known ids in a row."""
    return pairs_of(owners[known] for known in row if known in owners) if len(row) > 1 else []


def _decide(row: Row, owners: dict[Known, int]) -> int:
    """Return the id of the row's strongest identifier; of several of that kind, the oldest."""
    return min(((RANK[split(kind)[0]], owners[kind, value]) for kind, value in row), default=(0, 0))[1]


def _conflicting(workspace: Workspace, rows: list[Row], owners: dict[Known, int]) -> NDArray[np.bool_]:
    several = [[owners[known] for known in row] if len(row) > 1 else [] for row in rows]
    members = canonicals_of(workspace, {number for ids in several for number in ids})
    return np.array([len({members[number] for number in ids}) > 1 for ids in several], dtype=np.bool_)


@dataclass
class _Making:
    """What one transaction is about to write."""

    first_id: int
    identifiers: dict[Known, int] = field(default_factory=dict)

    @property
    def ids(self) -> range:
        return range(self.first_id, self.first_id + len(self.identifiers))


def _make(workspace: Workspace, rows: list[Row], owners: dict[Known, int]) -> int:
    """Give the rows' identifiers ids and link them, in one transaction; return how many people are new."""
    with transaction.atomic():
        # The row lock lets one resolver of a workspace in at a time, so that what is read next cannot change.
        locked = Workspace.objects.select_for_update().only("next_member_id").get(pk=workspace.pk)
        owners.update(_owners(workspace, (known for row in rows for known in row if known not in owners)))
        making = _Making(locked.next_member_id)
        for row in rows:
            for known in row:
                if known not in owners:
                    owners[known] = making.identifiers[known] = making.first_id + len(making.identifiers)
        _write(workspace, making)
        pairs = unseen(workspace, {pair for row in rows for pair in _pairs(row, owners)})
        if not pairs:
            return len(making.ids)
        add_evidence(workspace, pairs)
        relink(workspace, {number for pair in pairs for number in pair})
        members = canonicals_of(workspace, making.ids)
        return sum(number == member for number, member in members.items())


def _write(workspace: Workspace, making: _Making) -> None:
    Workspace.objects.filter(pk=workspace.pk).update(next_member_id=F("next_member_id") + len(making.ids))
    now = datetime.now(UTC)
    insert(
        Member,
        ("workspace_id", "member_id", "name", "attributes", "made_at"),
        [(workspace.pk, number, "", "{}", now) for number in making.ids],
    )
    insert(
        Identifier,
        ("workspace_id", "kind", "scope", "value", "source_id", "made_at"),
        [(workspace.pk, *split(kind), value, number, now) for (kind, value), number in making.identifiers.items()],
    )
    present: defaultdict[str, list[int]] = defaultdict(list)
    for (kind, _), number in making.identifiers.items():
        present[split(kind)[0]].append(number)
    if making.ids:
        present[EVERYONE] = list(making.ids)
        note_changed(workspace, making.ids)
    for kind, ids in present.items():
        add_presence(workspace, kind, ids)
