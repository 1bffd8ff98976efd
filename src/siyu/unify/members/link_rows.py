"""Linking rows of identifiers that are in no database: anyone's table, whole in memory as numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from siyu.analytics.components import spanning
from siyu.analytics.linking import FREE, FULL, OVERSHARED, SHARED, Evidence, Linked, link
from siyu.unify.members.identifiers import RANK, split
from siyu.unify.members.kernel_input import kinds_of
from siyu.unify.members.masking import mask
from siyu.unify.members.normalise import normalise

WHY = {SHARED: "shared", OVERSHARED: "overshared", FULL: "full"}


@dataclass(frozen=True, slots=True)
class LinkedRows:
    """Of each row its person, from 1 in the order in which they come, 0 for nobody: a row without identifiers, or whose
    strongest one is held back and stands for no single person; and why.

    `values` are the different identifiers of each kind, one kind after another as `kinds` has them.
    """

    person: NDArray[np.int64]
    people: int
    kinds: list[str]
    values: list[list[str]]
    starts: list[int]
    linked: Linked
    reasons: NDArray[np.int64]
    pairs: tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]
    node_person: NDArray[np.int64]

    def identifier(self, node: int) -> tuple[str, str]:
        """Return kind and masked value of a node."""
        place = int(np.searchsorted(self.starts, node, side="right")) - 1
        kind = self.kinds[place]
        return kind, mask(split(kind)[0], self.values[place][node - self.starts[place]])

    def why(self) -> Iterator[tuple[Any, ...]]:
        """Yield (person, what, kind, identifier, kind, identifier, row) of every link that joins a person, and of every
        identifier that links nobody."""
        left, right, row = self.pairs
        for place in self.reasons.tolist():
            a, b = int(left[place]), int(right[place])
            yield int(self.node_person[a]), "linked", *self.identifier(a), *self.identifier(b), int(row[place]) + 1
        for node in np.flatnonzero(self.linked.why != FREE).tolist():
            yield int(self.node_person[node]), WHY[int(self.linked.why[node])], *self.identifier(node), "", "", None

    def held_back(self) -> dict[str, int]:
        """Return how many identifiers link nobody, by the reason."""
        return {name: int((self.linked.why == code).sum()) for code, name in WHY.items()}


def link_rows(rows: pa.Table, columns: Mapping[str, str]) -> LinkedRows:
    """Link the rows by the columns that hold identifiers, each with its kind such as `phone` or `openid:wx1234`.

    Takes some two hundred bytes a row and column.
    """
    ordered = sorted(columns, key=lambda column: RANK[split(columns[column])[0]])
    kinds = list(dict.fromkeys(columns[column] for column in ordered))
    seen: dict[str, NDArray[np.int64]] = {}
    values: list[list[str]] = []
    starts: list[int] = []
    for kind in kinds:
        mine = [column for column in ordered if columns[column] == kind]
        known, coded = _coded([rows[column] for column in mine], kind)
        starts.append(sum(len(one) for one in values))
        values.append(known)
        for column, codes in zip(mine, coded, strict=True):
            seen[column] = np.where(codes >= 0, codes + starts[-1], -1)
    count = sum(len(known) for known in values)
    kind_of = np.repeat(np.arange(len(kinds), dtype=np.int32), [len(known) for known in values])
    left, right, row = _pairs([seen[column] for column in ordered])
    evidence = Evidence(count, np.arange(count, dtype=np.int32), kind_of, left, right)
    linked = link(evidence, kinds_of([split(kind) for kind in kinds]))
    first = np.full(len(rows), -1, dtype=np.int64)
    for column in reversed(ordered):
        first = np.where(seen[column] >= 0, seen[column], first)
    told = (first >= 0) & (linked.why[first] == FREE) if count else first >= 0
    person, node_person, people = _numbered(np.where(told, first, -1), linked.person)
    reasons = spanning(count, left, right, linked.person)
    return LinkedRows(person, people, kinds, values, starts, linked, reasons, (left, right, row), node_person)


def _coded(columns: list[pa.ChunkedArray], kind: str) -> tuple[list[str], list[NDArray[np.int64]]]:
    """Return the different identifiers of a kind in their one spelling, and of each column the place of each row's, -1 without."""
    code_of: dict[str, int] = {}
    coded = []
    for column in columns:
        found = column.cast(pa.string()).combine_chunks().dictionary_encode()
        spelt = [normalise(kind, text) if text else None for text in found.dictionary.to_pylist()]
        codes = np.array([-1 if text is None else code_of.setdefault(text, len(code_of)) for text in spelt] + [-1])
        coded.append(codes[found.indices.fill_null(len(spelt)).to_numpy(zero_copy_only=False)])
    return list(code_of), coded


def _pairs(seen: list[NDArray[np.int64]]) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """Return what was seen together and in which row, the pairs of the strongest kinds first."""
    parts = []
    places = sorted(combinations(range(len(seen)), 2), key=lambda pair: pair[::-1])
    for a, b in places:
        both = np.flatnonzero((seen[a] >= 0) & (seen[b] >= 0) & (seen[a] != seen[b]))
        parts.append(np.stack([seen[a][both], seen[b][both], both]).astype(np.int32))
    left, right, row = np.concatenate(parts, axis=1) if parts else np.empty((3, 0), dtype=np.int32)
    return np.ascontiguousarray(left), np.ascontiguousarray(right), np.ascontiguousarray(row)


def _numbered(
    first: NDArray[np.int64], person: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], int]:  # fmt: skip
    """Return persons by row and by node, numbered from 1 in the order of the rows."""
    named = np.where(first >= 0, person[first] if len(person) else -1, -1)
    ids, at = np.unique(named[named >= 0], return_index=True)
    number = np.zeros(len(person) + 1, dtype=np.int64)
    number[ids[np.argsort(at)]] = np.arange(1, len(ids) + 1)
    return np.where(named >= 0, number[named], 0), number[person], len(ids)
