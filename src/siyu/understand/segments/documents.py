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
from siyu.understand.rules.tree import Rule

REFRESHES = ("nightly", "frozen")


class SegmentDocument(BaseModel):
    """A named rule; `nightly` is evaluated again every night and after imports, `frozen` once."""

    model_config = ConfigDict(extra="forbid", strict=True)

    kind: Literal["segment"]
    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")
    label: Label
    rule: Any
    refresh: str = "nightly"


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
            mend=Text("可用：nightly（每夜）、frozen（只算一次）。", "Use nightly or frozen."),
        )
    if not all(text.strip() and len(text) <= 100 for text in (document.label["zh-CN"], document.label["en"])):
        raise wrong("segment.label", "label", "标签须有 1 到 100 个字", "a label has 1 to 100 characters")
    try:
        rule = parse_rule(document.rule, known)
    except Refusal as refusal:
        where = join("rule", refusal.where) if refusal.where else "rule"
        raise Refusal(refusal.code, refusal.text, where=where, mend=refusal.mend) from None
    return document, rule


def as_json(document: SegmentDocument) -> dict[str, Any]:
    """Return the document as plain JSON values, as it is kept: decimals as numbers, days as text."""
    found: dict[str, Any] = json.loads(json.dumps(document.model_dump(), default=plain))
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
