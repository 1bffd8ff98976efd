"""Writing down what a round found: only what differs, a definition a transaction, its changes with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from pyroaring import BitMap

from siyu.accounts.models import Workspace
from siyu.connect.loads.leases import HeldLease
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.inputs import Inputs
from siyu.understand.live.definitions import Live
from siyu.understand.segments import keeping as segments
from siyu.understand.segments.models import Segment, SegmentMembership
from siyu.understand.tags import keeping as tags
from siyu.understand.tags.models import Tag, TagMembership

Chunks = dict[int, bytes | memoryview]
ERASED = "live.erased"


@dataclass(frozen=True, slots=True)
class Rests:
    """What was found rests on: members looked at, None for all, the last load, why it was looked, and the lease."""

    among: BitMap | None
    load: int
    cause: str
    lease: HeldLease


class Writing:
    """Keeps values of live definitions: all of them found by one evaluation, of everybody or of some members."""

    def __init__(self, workspace: Workspace, inputs: Inputs, rests: Rests) -> None:
        self.workspace, self.rests = workspace, rests
        self.at, self.today, self.base = inputs.at, inputs.today, inputs.everyone

    def keep(self, one: Live, values: Mapping[str, BitMap]) -> bool | None:
        """Keep the values; return whether they differed, None when the definition was changed meanwhile.

        Raises `Refusal` `live.erased` when somebody was erased since the round began: it is to begin anew.
        """
        if self.rests.among is not None and not self._differs(one, values):
            return False
        with transaction.atomic():
            self.rests.lease.confirm()
            if not Workspace.objects.filter(pk=self.workspace.pk, erasures=self.workspace.erasures).exists():
                raise Refusal(ERASED, Text("期间有会员被删除", "somebody was erased meanwhile"), status=409)
            rows: QuerySet[Any] = type(one.row)._default_manager.filter(pk=one.row.pk, version=one.row.version)
            if not rows.select_for_update(of=("self",)).exists():
                return None
            if isinstance(one.row, Segment):
                self._keep_segment(one.row, values[""])
            else:
                self._keep_tag(one.row, values)
            if self.rests.among is None:
                rows.update(evaluated_version=one.row.version, evaluated_at=self.at, evaluated_load=self.rests.load)
        return True

    def keep_base(self) -> None:
        """Write down how many members there are beside those that did not change; call inside a transaction."""
        size = len(self.base)
        Segment.objects.filter(workspace=self.workspace, refresh="live").exclude(base=size).update(base=size)
        Tag.objects.filter(workspace=self.workspace, type="live").exclude(base=size).update(base=size)

    def _keep_segment(self, segment: Segment, members: BitMap) -> None:
        cause = self.rests.cause if segment.evaluated_version == segment.version else "definition"
        occasion = segments.Occasion(self.at, self.today, cause, len(self.base))
        segments.keep_members(segment, members, occasion, self.rests.among)
        if self.rests.among is None:
            segments.forget_old_changes(segment, self.at)

    def _keep_tag(self, tag: Tag, values: Mapping[str, BitMap]) -> None:
        tags.keep(tag, values, tags.Occasion(self.at, self.today, "rule", self.base), self.rests.among)
        if self.rests.among is None:
            tags.forget_old_changes(tag, self.at)

    def _differs(self, one: Live, values: Mapping[str, BitMap]) -> bool:
        held = self._held_segments if isinstance(one.row, Segment) else self._held_tags
        mine = held.get(one.row.pk, {})
        return any(
            next(segments.moved_in(mine.get(value, {}), values.get(value, BitMap()), self.rests.among), None)
            is not None
            for value in mine.keys() | values.keys()
        )

    @cached_property
    def _held_segments(self) -> dict[int, dict[str, Chunks]]:
        """The chunks in question of every live segment of the workspace, by segment and value; a segment has one, unnamed."""
        found: defaultdict[int, dict[str, Chunks]] = defaultdict(dict)
        rows = SegmentMembership.objects.filter(
            segment__workspace=self.workspace, segment__refresh="live", chunk__in=self._chunks
        )
        for key, chunk, bits in rows.values_list("segment", "chunk", "bits").iterator(chunk_size=500):
            found[key].setdefault("", {})[chunk] = bits
        return dict(found)

    @cached_property
    def _held_tags(self) -> dict[int, dict[str, Chunks]]:
        found: defaultdict[int, dict[str, Chunks]] = defaultdict(dict)
        rows = TagMembership.objects.filter(tag__workspace=self.workspace, tag__type="live", chunk__in=self._chunks)
        for key, value, chunk, bits in rows.values_list("tag", "value", "chunk", "bits").iterator(chunk_size=500):
            found[key].setdefault(value, {})[chunk] = bits
        return dict(found)

    @cached_property
    def _chunks(self) -> list[int]:
        return segments.chunks_of(self.rests.among or BitMap())
