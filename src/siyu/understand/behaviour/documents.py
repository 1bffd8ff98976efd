"""The funnel document: read from YAML or JSON, checked against what the workspace knows, kept as plain JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from siyu.lib.errors import Refusal
from siyu.lib.jsons import plain
from siyu.lib.labels import Label
from siyu.lib.text import Text
from siyu.understand.behaviour.steps import FunnelQuestion, read_split, read_steps_of, read_window
from siyu.understand.rules.known import ANYTHING, Known
from siyu.understand.rules.problems import misshapen, wrong


class FunnelDocument(BaseModel):
    """A named funnel: what members do in which order, and within which time after the first step."""

    model_config = ConfigDict(extra="forbid", strict=True)

    kind: Literal["funnel"]
    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")
    label: Label
    within: Any
    steps: Any
    by: Any = None


class QuestionShape(BaseModel):
    """The keys of a funnel that is only asked, not saved: a name and a label may be there."""

    model_config = ConfigDict(extra="forbid", strict=True)

    kind: str = "funnel"
    name: Any = None
    label: Any = None
    within: Any
    steps: Any
    by: Any = None


def read_document(raw: object, known: Known = ANYTHING) -> tuple[FunnelDocument, FunnelQuestion]:
    """Return the checked document and its question; raises `Refusal` with the path of what is wrong."""
    if not isinstance(raw, Mapping):
        raise wrong("funnel.wrong_type", "", "漏斗文档须为字段的集合", "a funnel document is a mapping")
    try:
        document = FunnelDocument.model_validate(dict(raw))
    except ValidationError as error:
        raise _misshapen(error) from None
    if not all(text.strip() and len(text) <= 100 for text in (document.label["zh-CN"], document.label["en"])):
        raise wrong("funnel.label", "label", "标签须有 1 到 100 个字", "a label has 1 to 100 characters")
    return document, _question(document.steps, document.within, document.by, known)


def read_question(raw: object, known: Known = ANYTHING) -> FunnelQuestion:
    """Return the question of a document that need not have a name; raises `Refusal` like `read_document`."""
    if not isinstance(raw, Mapping):
        raise wrong("funnel.wrong_type", "", "漏斗文档须为字段的集合", "a funnel document is a mapping")
    try:
        shape = QuestionShape.model_validate(dict(raw))
    except ValidationError as error:
        raise misshapen(error, QuestionShape, "") from None
    if shape.kind != "funnel":
        raise wrong("funnel.wrong_kind", "kind", "kind 须为 funnel", "kind must be funnel")
    return _question(shape.steps, shape.within, shape.by, known)


def as_json(document: FunnelDocument) -> dict[str, Any]:
    """Return the document as plain JSON values, as it is kept; without `by` when it is not split."""
    found: dict[str, Any] = json.loads(json.dumps(document.model_dump(exclude_none=True), default=plain))
    return found


def _question(steps: object, within: object, by: object, known: Known) -> FunnelQuestion:
    read = read_steps_of(steps, known)
    return FunnelQuestion(read, read_window(within), *read_split(by, read[0], known))


def _misshapen(error: ValidationError) -> Refusal:
    if error.errors()[0]["loc"] == ("name",) and error.errors()[0]["type"] == "string_pattern_mismatch":
        return Refusal(
            "funnel.name",
            Text(
                "漏斗名只能用小写字母、数字和连字符，最多 64 个",
                "a funnel's name has lower-case letters, digits and hyphens, at most 64",
            ),
            where="name",
        )
    return misshapen(error, FunnelDocument, "")
