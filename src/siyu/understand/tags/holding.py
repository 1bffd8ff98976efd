"""Who has a manual tag: a pure function of the acts that were not undone, of merges and of the instant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from siyu.lib import bitmaps
from siyu.understand.tags.models import Tag, TagAct, TagActChunk, TagMark
from siyu.unify.members.identity import read_identity, to_canonical

SOURCES_AT_ONCE = 500


@dataclass(slots=True)
class Held:
    """The members of each value, and those whose last value has expired; under the ids they have now."""

    values: dict[str, BitMap] = field(default_factory=dict)
    lapsed: BitMap = field(default_factory=BitMap)


def held_at(tag: Tag, at: datetime, sources: list[int] | None = None) -> Held:
    """Return who has which value at an instant: of all acts on any of a person's ids the last one decides.

    Order is that of the instants acts speak of, then that in which they came in. A value lasts for the tag's `expires`
    from its own act; what stood before it does not come back then. `sources` limits it to some ids, all of a person's.
    """
    return _Fold(tag, at, sources).run()


@dataclass(frozen=True, slots=True)
class _Marks:
    """Single marks, the newest first: member, place of the value in `values`, microseconds, act."""

    members: NDArray[np.int64]
    codes: NDArray[np.int32]
    at: NDArray[np.int64]
    acts: NDArray[np.int64]
    values: list[str]

    def newer_than(self, at: int, act: int) -> int:
        """Return how many of them count more than an act."""
        return int(np.count_nonzero((self.at > at) | ((self.at == at) & (self.acts > act))))


class _Fold:
    """Goes through acts from the newest to the oldest; the first that is about a member decides for him."""

    def __init__(self, tag: Tag, at: datetime, sources: list[int] | None) -> None:
        self.tag, self.at, self.sources = tag, at, sources
        self.decided = BitMap()
        self.held = Held()
        days = tag.expires_days
        self.oldest = _micros(at - timedelta(days=days)) if days else None
        self.acts = TagAct.objects.filter(tag=tag, undone_at=None)

    def run(self) -> Held:
        marks, begun = self._marks(), 0
        for act, members in self._bulk():
            end = marks.newer_than(_micros(act.at), act.pk)
            self._take_marks(marks, begun, end)
            begun = end
            self._take(act.value, members, _micros(act.at))
        self._take_marks(marks, begun, len(marks.members))
        return self.held

    def _take(self, value: str, members: BitMap, at: int) -> None:
        fresh = members - self.decided
        self.decided |= fresh
        if value and self.oldest is not None and at <= self.oldest:
            self.held.lapsed |= fresh
        elif value:
            self.held.values[value] = self.held.values.get(value, BitMap()) | fresh

    def _take_marks(self, marks: _Marks, begun: int, end: int) -> None:
        """Take a stretch of marks between two acts about many: of each member the first one."""
        if begun == end:
            return
        members, places = np.unique(marks.members[begun:end], return_index=True)
        codes, at = marks.codes[begun:end][places], marks.at[begun:end][places]
        late = at <= self.oldest if self.oldest is not None else np.zeros(len(at), dtype=np.bool_)
        fresh = bitmaps.from_ids(members) - self.decided
        self.held.lapsed |= fresh & bitmaps.from_ids(members[late & (codes != _place(marks.values, ""))])
        for place, value in enumerate(marks.values):
            chosen = bitmaps.from_ids(members[(codes == place) & ~late]) & fresh
            if value and chosen:
                self.held.values[value] = self.held.values.get(value, BitMap()) | chosen
        self.decided |= fresh

    def _bulk(self) -> Iterator[tuple[TagAct, BitMap]]:
        """Yield the acts about many, the newest first, with their members under the ids they have now."""
        chunks = TagActChunk.objects.filter(act__in=self.acts.filter(at__lte=self.at))
        if self.sources is not None:
            chunks = chunks.filter(chunk__in={number >> bitmaps.CHUNK_BITS for number in self.sources})
        by_act: dict[int, dict[int, bytes | memoryview]] = {}
        for number, chunk, bits in chunks.values_list("act", "chunk", "bits"):
            by_act.setdefault(number, {})[chunk] = bits
        among = None if self.sources is None else bitmaps.from_ids(self.sources)
        for act in sorted(self.acts.filter(pk__in=by_act), key=lambda one: (one.at, one.pk), reverse=True):
            members = bitmaps.from_chunks(by_act[act.pk])
            yield act, to_canonical(self.tag.workspace, members if among is None else members & among)

    def _marks(self) -> _Marks:
        rows = list(self._mark_rows())
        values = sorted({row[1] for row in rows})
        code_of = {value: place for place, value in enumerate(values)}
        ids = np.array([row[0] for row in rows], dtype=np.int64)
        at = np.array([_micros(row[2]) for row in rows], dtype=np.int64)
        acts = np.array([row[3] for row in rows], dtype=np.int64)
        order = np.lexsort((np.array([row[4] for row in rows], dtype=np.int64), acts, at))[::-1]
        codes = np.array([code_of[row[1]] for row in rows], dtype=np.int32)
        return _Marks(self._canonical(ids)[order], codes[order], at[order], acts[order], values)

    def _mark_rows(self) -> Iterator[tuple[int, str, datetime, int, int]]:
        marks = TagMark.objects.filter(act__tag=self.tag, act__undone_at=None, at__lte=self.at)
        fields = ("source_id", "value", "at", "act_id", "pk")
        if self.sources is None:
            yield from marks.values_list(*fields).iterator(chunk_size=10_000)
            return
        for start in range(0, len(self.sources), SOURCES_AT_ONCE):
            yield from marks.filter(source_id__in=self.sources[start : start + SOURCES_AT_ONCE]).values_list(*fields)

    def _canonical(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        moved = read_identity(self.tag.workspace)
        froms, members = moved["source_id"].to_numpy(), moved["member_id"].to_numpy()
        if not len(froms) or not len(ids):
            return ids
        places = np.minimum(np.searchsorted(froms, ids), len(froms) - 1)
        return np.where(froms[places] == ids, members[places], ids)


def _place(values: list[str], value: str) -> int:
    return values.index(value) if value in values else -1


def _micros(at: datetime) -> int:
    return round(at.timestamp() * 1_000_000)
