"""The source table: which source gives tags of which groups, and whom each source reached."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from django.db import IntegrityError, transaction
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.labels import Label
from siyu.lib.text import Text
from siyu.understand.rules.known import ANYTHING
from siyu.understand.rules.leaves.did import AT_LEAST_ONCE, DidLeaf
from siyu.understand.rules.leaves.matching import parse_fact, parse_where
from siyu.understand.rules.problems import misshapen, unknown, wrong
from siyu.understand.rules.tree import AnyOf, Rule
from siyu.understand.rules.windows import ALWAYS
from siyu.understand.tags.models import SourceTable, Tag
from siyu.understand.tags.words import GROUPS

SURVEY = "survey"
"""The source of answers to surveys: tags from a survey are of it without saying so."""


class Source(BaseModel):
    """A source: the types of events or touches by which it reaches members, in all channels or in some."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: str = Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")
    label: Label
    did: list[str] = Field(min_length=1, max_length=20)
    channels: list[str] = Field(default=[], max_length=20)
    groups: list[str] = Field(default=[], max_length=len(GROUPS))


class SourceDocument(BaseModel):
    """All sources of a brand."""

    model_config = ConfigDict(extra="forbid", strict=True)

    kind: Literal["tag-sources"]
    sources: list[Source] = Field(max_length=40)


def _source(name: str, label: Text, did: list[str], groups: list[str], *, channels: Sequence[str] = ()) -> Source:
    return Source(name=name, label=label.as_dict(), did=did, channels=list(channels), groups=groups)


DEFAULT = SourceDocument(
    kind="tag-sources",
    sources=[
        _source("scan", Text("扫码", "Scan"), ["scanned"], ["basic", "consumption"]),
        _source("sample", Text("小样申领", "Sample request"), ["requested_sample"], ["consumption", "social"]),
        _source(
            "device",
            Text("门店设备与路演", "Store device and road show"),
            ["used_device", "visited_roadshow"],
            list(GROUPS),
        ),
        _source(
            SURVEY,
            Text("问卷", "Survey"),
            ["submitted_form"],
            ["basic", "product", "consumption", "daily"],
            channels=["survey"],
        ),
    ],
)


def table_of(workspace: Workspace) -> tuple[SourceDocument, SourceTable | None]:
    """Return the source table, and its row when it was ever changed."""
    row = SourceTable.objects.filter(workspace=workspace).first()
    return (SourceDocument.model_validate(row.document) if row else DEFAULT), row


def source_labels(workspace: Workspace) -> dict[str, Label]:
    """Return the labels of the sources by name."""
    return {source.name: source.label for source in table_of(workspace)[0].sources}


def source_named(table: SourceDocument, name: str, where: str | None = None) -> Source:
    """Return the source. Raises `Refusal` with the nearest name."""
    found = next((one for one in table.sources if one.name == name), None)
    if found is None:
        names = [one.name for one in table.sources]
        raise unknown("tag.unknown_source", Text("来源", "source"), name, names, where or "source")
    return found


def change_table(access: Access, raw: object, version: int) -> None:
    """Save a new table, made from the version that was read (0 before the first change).

    Raises `Refusal`: 409 when somebody changed it meanwhile, 422 for a bad document or one that leaves out a source tags
    are declared with.
    """
    document = read_table(raw)
    _refuse_orphans(access.workspace, document)
    fields = {"document": document.model_dump(), "updated_at": datetime.now(UTC), "updated_by": access.by}
    with transaction.atomic():
        held = SourceTable.objects.filter(workspace=access.workspace)
        if held.exists() or version:
            if not held.filter(version=version).update(version=version + 1, **fields):
                raise _outdated()
        else:
            _insert(access.workspace, fields)
        # What a source may give has changed: every tag that names one is to be evaluated again.
        Tag.objects.filter(workspace=access.workspace).exclude(source="").update(evaluated_load=None)
        record(access, "tag_sources.changed", "tag_sources", "", {"version": version + 1})


def read_table(raw: object) -> SourceDocument:
    """Return the checked table; raises `Refusal` with the path of what is wrong."""
    if not isinstance(raw, dict):
        raise wrong("tag_sources.wrong_type", "", "来源表须为字段的集合", "a source table is a mapping")
    try:
        document = SourceDocument.model_validate(raw)
    except ValidationError as error:
        raise misshapen(error, SourceDocument, "") from None
    seen: set[str] = set()
    for place, one in enumerate(document.sources):
        where = f"sources[{place}]"
        if one.name in seen:
            raise wrong("tag_sources.twice", f"{where}.name", "来源重复", "this source is there twice")
        seen.add(one.name)
        for group in one.groups:
            if group not in GROUPS:
                raise unknown("tag.unknown_group", Text("标签组", "group of tags"), group, GROUPS, f"{where}.groups")
        if not all(text.strip() and len(text) <= 60 for text in (one.label["zh-CN"], one.label["en"])):
            raise wrong(
                "tag_sources.label", f"{where}.label", "名称须有 1 到 60 个字", "a label has 1 to 60 characters"
            )
        if not all(word.strip() and len(word) <= 60 for word in (*one.did, *one.channels)):
            raise wrong("tag_sources.word", f"{where}.did", "行为或渠道名过长或为空", "a name is empty or too long")
        _reach(one, f"{where}.did")
    return document


def reach_of(source: Source) -> Rule:
    """Return the rule that holds for whom the source reached."""
    return _reach(source, "did")


def _reach(source: Source, where: str) -> Rule:
    asked: dict[str, Any] = {"channel": {"in": list(source.channels)}} if source.channels else {}
    leaves = []
    for did in source.did:
        fact = parse_fact(did, ANYTHING, where)
        conditions = parse_where(fact, asked, ANYTHING, where)
        leaves.append(DidLeaf(did, conditions, ALWAYS, "times", None, AT_LEAST_ONCE))
    return AnyOf(tuple(leaves))


def _refuse_orphans(workspace: Workspace, document: SourceDocument) -> None:
    known = {one.name for one in document.sources}
    tags = Tag.objects.filter(workspace=workspace).exclude(source="").order_by("name")
    left = [tag.name for tag in tags if tag.source not in known]
    if left:
        text = Text("标签 {tags} 以它为来源", "the tags {tags} are of a source that is left out")
        mend = Text("请先修改这些标签。", "Change those first.")
        raise Refusal("tag_sources.in_use", text.format(tags=", ".join(left)), where="sources", mend=mend, status=409)


def _insert(workspace: Workspace, fields: dict[str, Any]) -> None:
    try:
        with transaction.atomic():
            SourceTable.objects.create(workspace=workspace, version=1, **fields)
    except IntegrityError:
        raise _outdated() from None


def _outdated() -> Refusal:
    text = Text("来源表已被修改", "the source table was changed meanwhile")
    mend = Text("请重新载入后再改。", "Load it again and repeat the change.")
    return Refusal("tag_sources.outdated", text, where="version", mend=mend, status=409)
