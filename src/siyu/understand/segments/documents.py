"""The segment document: read from YAML or JSON, checked against what the workspace knows, kept as plain JSON."""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from siyu.lib import documents
from siyu.lib.errors import Refusal
from siyu.lib.jsons import plain
from siyu.lib.labels import Label
from siyu.lib.text import Text
from siyu.understand.rules.known import ANYTHING, Known
from siyu.understand.rules.parse import parse_rule
from siyu.understand.rules.problems import join, misshapen, wrong
from siyu.understand.rules.tree import AnyOf, Rule

REFRESHES = ("live", "nightly", "frozen")


NOBODY = AnyOf(())


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Origin(_Strict):
    """Where members that no rule gives come from: a copy of a rule's or a segment's, or the look-alikes of one.

    `at` is the instant of business time they were taken at; `told` what was asked for and found besides.
    """

    made: Literal["copy", "lookalike"]
    at: str
    by: str
    segment: str | None = None
    version: int | None = None
    rule: Any = None
    told: dict[str, Any] | None = None


class SegmentDocument(_Strict):
    """A named rule; `live` is kept right all the time, `nightly` evaluated every night and after imports, `frozen` once.

    One with an `origin` has no rule: its members were given once, and stay.
    """

    kind: Literal["segment"]
    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")
    label: Label
    rule: Any = None
    refresh: str = "nightly"
    origin: Origin | None = None


def read_document(raw: object, known: Known = ANYTHING) -> tuple[SegmentDocument, Rule]:
    """Return the checked document and its rule; raises `Refusal` with the path of what is wrong."""
    if not isinstance(raw, dict):
        raise wrong("segment.wrong_type", "", "分群文档须为字段的集合", "a segment document is a mapping")
    try:
        document = SegmentDocument.model_validate(raw)
    except ValidationError as error:
        raise _misshapen(error) from None
    if document.refresh not in REFRESHES:
        raise Refusal(
            "segment.unknown_refresh",
            Text("没有“{name}”这种刷新方式", "there is no refresh called “{name}”").format(name=document.refresh[:40]),
            where="refresh",
            mend=Text("可用：live（实时）、nightly（每夜）、frozen（只算一次）。", "Use live, nightly or frozen."),
        )
    if not all(text.strip() and len(text) <= 100 for text in (document.label["zh-CN"], document.label["en"])):
        raise wrong("segment.label", "label", "标签须有 1 到 100 个字", "a label has 1 to 100 characters")
    return document, NOBODY if _is_given(document) else _rule(document, known)


def _is_given(document: SegmentDocument) -> bool:
    """Say whether its members are given, not found by a rule; raises `Refusal` for both or neither."""
    if document.origin is None:
        if document.rule is None:
            raise wrong("rule.missing_key", "rule", "缺少“rule”", "“rule” is missing")
        return False
    if document.rule is not None:
        raise wrong("segment.frozen_rule", "rule", "冻结副本没有规则", "a frozen copy has no rule")
    if document.refresh != "frozen":
        raise wrong("segment.frozen_refresh", "refresh", "冻结副本不会刷新", "a frozen copy is never refreshed")
    return True


def _rule(document: SegmentDocument, known: Known) -> Rule:
    try:
        return parse_rule(document.rule, known)
    except Refusal as refusal:
        where = join("rule", refusal.where) if refusal.where else "rule"
        raise Refusal(refusal.code, refusal.text, where=where, mend=refusal.mend) from None


def as_json(document: SegmentDocument) -> dict[str, Any]:
    """Return the document as plain JSON values, as it is kept: decimals as numbers, days as text."""
    told = document.model_dump()
    if document.origin is not None:
        told["origin"] = document.origin.model_dump(exclude_none=True)
    kept = {key: value for key, value in told.items() if key not in {"rule", "origin"} or value is not None}
    found: dict[str, Any] = json.loads(json.dumps(kept, default=plain))
    return found


def from_yaml(text: str) -> Any:
    """Return the document in YAML as plain JSON values; raises `Refusal` with the line of a mistake."""
    try:
        return json.loads(json.dumps(documents.load(text), default=plain, allow_nan=False))
    except (TypeError, ValueError):
        problem = Text("YAML 里有 JSON 写不出的值", "the YAML has a value JSON has no word for")
        raise Refusal("document.not_json", problem) from None


def to_yaml(document: object) -> str:
    """Return the document as YAML that reads back equal."""
    try:
        return documents.dump(document)
    except RecursionError:
        raise Refusal("document.too_deep", Text("文档嵌套过深", "the document is nested too deep")) from None


def _misshapen(error: ValidationError) -> Refusal:
    if error.errors()[0]["loc"] == ("name",) and error.errors()[0]["type"] == "string_pattern_mismatch":
        return Refusal(
            "segment.name",
            Text(
                "分群名只能用小写字母、数字和连字符，最多 64 个",
                "a segment's name has lower-case letters, digits and hyphens, at most 64",
            ),
            where="name",
        )
    return misshapen(error, SegmentDocument, "")
