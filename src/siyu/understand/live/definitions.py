"""The live segments and tags of a workspace: their rules, what they rest on, and what time alone does to them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from pyroaring import BitMap

from siyu.accounts.models import Workspace
from siyu.understand.rules.ages import Age
from siyu.understand.rules.kinds import LeafKind, leaf_kinds
from siyu.understand.rules.known import Known
from siyu.understand.rules.parse import parse_rule
from siyu.understand.rules.references import Meaning, Names, Values, resolve, rules_in
from siyu.understand.rules.tree import Leaf, Rule, leaves_of
from siyu.understand.segments.models import Segment
from siyu.understand.tags.documents import Meant, read_tag
from siyu.understand.tags.meaning import ruled, source_of
from siyu.understand.tags.models import SourceTable, Tag
from siyu.understand.tags.reading import has_lapsed, standing_tags
from siyu.understand.tags.words import RULED

LIVE = "live"


@dataclass(frozen=True, slots=True)
class Live:
    """A live segment or tag: the rules of its values in order, one without a name for a segment.

    `fingerprint` changes whenever something is changed that the members rest on, but facts and members' state. `ages` are
    those facts reach when somebody may come in or leave by time alone; `expiring` the manual tags in its rules whose
    values expire. One `of_all` members can only be evaluated for all of them.
    """

    key: str
    row: Segment | Tag
    values: tuple[tuple[str, Rule], ...]
    fingerprint: str
    ages: frozenset[Age]
    expiring: tuple[Tag, ...]
    of_all: bool


@dataclass(frozen=True, slots=True)
class Definitions:
    """All live definitions, and the fingerprint of everything they could rest on."""

    live: tuple[Live, ...]
    seen: str

    @property
    def fingerprints(self) -> dict[str, str]:
        return {one.key: one.fingerprint for one in self.live}


def has_live(workspace: Workspace) -> bool:
    """Say whether there is anything to keep up to date."""
    return (
        Segment.objects.filter(workspace=workspace, refresh=LIVE).exists()
        or Tag.objects.filter(workspace=workspace, type=LIVE, retired_at=None).exists()
    )


def seen_of(workspace: Workspace) -> str:
    """Return what changes when any definition of the workspace is made, changed, deleted, frozen or delivered anew."""
    segments = Segment.objects.filter(workspace=workspace).order_by("pk")
    tags = standing_tags(workspace).order_by("pk")
    told = [
        list(segments.values_list("pk", "version", "refresh")),
        list(segments.filter(refresh="frozen").values_list("evaluated_version")),
        list(tags.values_list("pk", "version", "type")),
        list(SourceTable.objects.filter(workspace=workspace).values_list("version")),
    ]
    return _print(told)


def definitions_of(workspace: Workspace, at: datetime) -> Definitions:
    """Read the live definitions and what they refer to, as of an instant."""
    seen = seen_of(workspace)
    segments = {one.name: one for one in Segment.objects.filter(workspace=workspace).select_related("workspace")}
    tags = {one.name: one for one in standing_tags(workspace)}
    sources = SourceTable.objects.filter(workspace=workspace).values_list("version", flat=True).first() or 0
    known = _Known(segments, tags, at, sources)
    live = [known.segment(one) for name, one in sorted(segments.items()) if one.refresh == LIVE]
    live += [known.tag(one) for name, one in sorted(tags.items()) if one.type == LIVE]
    return Definitions(tuple(live), seen)


class _Known:
    """All definitions of a workspace by name, to follow references through."""

    def __init__(self, segments: dict[str, Segment], tags: dict[str, Tag], at: datetime, sources: int) -> None:
        self.segments, self.tags, self.at, self.sources = segments, tags, at, sources
        self.names = Names(self._segment_meant, self._tag_meant)

    def segment(self, row: Segment) -> Live:
        return self._live(row.name, row, (("", _rule_of(row)),))

    def tag(self, row: Tag) -> Live:
        return self._live(f"tag:{row.name}", row, self._values_of(row))

    def _live(self, key: str, row: Segment | Tag, values: tuple[tuple[str, Rule], ...]) -> Live:
        rules = [rule for _, rule in values]
        named = resolve(rules, self.names)
        leaves = {leaf for rule in (*rules, *_rules_of(named)) for leaf in leaves_of(rule)}
        kinds = _kinds_by_leaf()
        return Live(
            key=key,
            row=row,
            values=values,
            fingerprint=_print(
                [row.pk, row.version, self.sources, {name: self._print_of(name) for name in sorted(named)}]
            ),
            ages=frozenset(age for leaf in leaves for age in kinds[type(leaf)].ages(leaf)),
            expiring=tuple(self._expiring(named)),
            of_all=any(kinds[type(leaf)].of_all for leaf in leaves),
        )

    def _expiring(self, named: Iterable[str]) -> Iterable[Tag]:
        tags = [self.tags[key.removeprefix("tag:")] for key in named if key.startswith("tag:")]
        return (tag for tag in tags if tag.type == "manual" and tag.expires_days)

    def _print_of(self, key: str) -> list[object]:
        """Return what tells one version of something named from another, members given to a tag aside: those are noted."""
        if key.startswith("tag:"):
            tag = self.tags[key.removeprefix("tag:")]
            return [tag.pk, tag.version, tag.type in {"raw", "model"} and has_lapsed(tag, self.at)]
        segment = self.segments[key]
        return [segment.pk, segment.version, segment.refresh == "frozen" and segment.evaluated_version]

    def _segment_meant(self, name: str) -> Rule | BitMap | None:
        segment = self.segments.get(name)
        if segment is None:
            return None
        is_fixed = segment.refresh == "frozen" and segment.evaluated_version == segment.version
        return BitMap() if is_fixed else _rule_of(segment)

    def _tag_meant(self, name: str) -> Values | None:
        tag = self.tags.get(name)
        if tag is None:
            return None
        return self._values_of(tag) if tag.type in RULED else ()

    def _values_of(self, tag: Tag) -> tuple[tuple[str, Rule], ...]:
        meant = _meant_by(_text(tag.document), tag.workspace.currency)
        return ruled(meant, source_of(tag.workspace, meant.document))


def lapsed_between(tag: Tag, since: datetime, until: datetime) -> BitMap:
    """Return the ids a manual tag was given to, one by one or many at once, whose value expired between two instants."""
    from siyu.lib import bitmaps
    from siyu.understand.tags.models import TagActChunk, TagMark

    lasts = timedelta(days=tag.expires_days or 0)
    between = {"at__gte": since - lasts, "at__lte": until - lasts}
    marks = TagMark.objects.filter(act__tag=tag, **between).values_list("source_id", flat=True)
    acts = {f"act__{name}": value for name, value in between.items()}
    chunks = TagActChunk.objects.filter(act__tag=tag, **acts).values_list("pk", "bits")
    return BitMap(marks.iterator(chunk_size=10_000)) | bitmaps.from_chunks(dict(chunks))


def _rules_of(named: Mapping[str, Meaning]) -> list[Rule]:
    return [rule for meaning in named.values() for rule in rules_in(meaning)]


def _kinds_by_leaf() -> dict[type[Leaf], LeafKind]:
    return {kind.leaf: kind for kind in leaf_kinds().values()}


def _rule_of(segment: Segment) -> Rule:
    return _parsed(_text(segment.document["rule"]), segment.workspace.currency)


def _text(document: object) -> str:
    return json.dumps(document, ensure_ascii=False)


@lru_cache(maxsize=2_000)
def _parsed(text: str, currency: str) -> Rule:
    """Parse a saved rule once a process, because live evaluation asks for all of them several times a second."""
    return parse_rule(json.loads(text), Known(currency))


@lru_cache(maxsize=500)
def _meant_by(text: str, currency: str) -> Meant:
    return read_tag(json.loads(text), Known(currency))


def _print(told: Any) -> str:
    return blake2b(json.dumps(told, default=str, ensure_ascii=False).encode(), digest_size=12).hexdigest()
