"""The tag document: read from YAML or JSON, checked against what the workspace knows, kept as plain JSON."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from siyu.lib.errors import Refusal
from siyu.lib.jsons import plain
from siyu.lib.labels import Label
from siyu.lib.text import Text
from siyu.understand.rules.known import ANYTHING, Known
from siyu.understand.rules.parse import parse_rule
from siyu.understand.rules.problems import join, misshapen, unknown, wrong
from siyu.understand.rules.tree import All, Rule
from siyu.understand.tags.words import GROUPS, PLAIN, RULED, TYPES

MOST_VALUES, MOST_DAYS = 50, 3650
_DAYS = re.compile(r"(\d{1,4})d")
_VALUE = re.compile(r"[a-z][a-z0-9_-]{0,39}")
OTHERWISE = "otherwise"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)


class TagValue(_Strict):
    """One value: a rule or where a score lies (`is`) decides who has it, or everyone without an earlier one
    (`otherwise`), or a person's hand."""

    value: str
    label: Label | None = None
    rule: Any = None
    is_: Any = Field(default=None, alias="is")
    otherwise: bool = False


class Origin(_Strict):
    """Where a raw tag's value is delivered: an attribute, a property of the newest event, or a survey's answer."""

    attribute: str | None = None
    did: str | None = None
    property: str | None = None
    survey: str | None = None
    question: str | None = None
    choice: str | None = None


class TagDocument(_Strict):
    """What is said of members. Without `values` a tag of type rule, live or manual is plain: it has one value, `yes`."""

    kind: Literal["tag"]
    name: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]{0,63}$")
    label: Label
    about: Label | None = None
    group: str
    type: str = "rule"
    rule: Any = None
    score: str | None = None
    values: list[TagValue] = []
    origin: Origin | None = Field(default=None, alias="from")
    source: str | None = None
    expires: str | None = None
    owner: str = Field(default="", max_length=100)


@dataclass(frozen=True, slots=True)
class Meant:
    """A checked document: the rules of its values in order, and after how many days a value expires."""

    document: TagDocument
    rules: tuple[tuple[str, Rule], ...]
    expires_days: int | None

    @property
    def values(self) -> tuple[str, ...]:
        """The values it can have; none where any may be delivered."""
        return values_of_document(self.document)


def values_of_document(document: TagDocument) -> tuple[str, ...]:
    """Return the declared values in order, `yes` for a plain tag, none for a raw one that takes what is delivered."""
    if document.values:
        return tuple(one.value for one in document.values)
    origin = document.origin
    is_open = origin is not None and bool(
        origin.attribute or origin.property or (origin.question and not origin.choice)
    )
    return () if is_open else (PLAIN,)


def read_tag(raw: object, known: Known = ANYTHING) -> Meant:
    """Return the checked document; raises `Refusal` with the path of what is wrong."""
    if not isinstance(raw, dict):
        raise wrong("tag.wrong_type", "", "标签文档须为字段的集合", "a tag document is a mapping")
    try:
        document = TagDocument.model_validate({**raw, "values": _listed(raw.get("values"), raw.get("type"))})
    except ValidationError as error:
        raise _misshapen(error) from None
    _check_words(document)
    _check_shape(document)
    days = _days(document.expires)
    return Meant(document, _rules(document, known), days)


def as_json(document: TagDocument) -> dict[str, Any]:
    """Return the document as plain JSON values, as it is kept; what is as it would be anyway is left out."""
    told = document.model_dump(by_alias=True, exclude_defaults=True)
    kept = {"kind": "tag", "type": document.type, **told}
    order = (
        "kind",
        "name",
        "label",
        "about",
        "group",
        "type",
        "from",
        "source",
        "rule",
        "score",
        "values",
        "expires",
        "owner",
    )
    found: dict[str, Any] = json.loads(json.dumps({key: kept[key] for key in order if key in kept}, default=plain))
    return found


def _listed(values: object, kind: object) -> object:
    """Return values that were written as a mapping as the list they are kept as: JSON of databases forgets an order."""
    if values is None:
        return []
    if not isinstance(values, dict):
        return values
    return [
        {"value": str(name), "otherwise": True}
        if meaning == OTHERWISE
        else {"value": str(name), **({} if meaning is None else {"is" if kind == "model" else "rule": meaning})}
        for name, meaning in values.items()
    ]


def _check_words(document: TagDocument) -> None:
    if document.group not in GROUPS:
        raise unknown("tag.unknown_group", Text("标签组", "group of tags"), document.group, GROUPS, "group")
    if document.type not in TYPES:
        raise unknown("tag.unknown_type", Text("标签类型", "type of tag"), document.type, TYPES, "type")
    labels = {"label": document.label, "about": document.about}
    labels |= {f"values[{place}].label": one.label for place, one in enumerate(document.values)}
    for where, label in labels.items():
        most = 300 if where == "about" else 100
        if label and not all(text.strip() and len(text) <= most for text in (label["zh-CN"], label["en"])):
            raise wrong("tag.label", where, "须有 1 到 {most} 个字", "it needs 1 to {most} characters", most=most)
    seen: set[str] = set()
    if len(document.values) > MOST_VALUES:
        raise wrong("tag.values", "values", "最多 {most} 个值", "at most {most} values", most=MOST_VALUES)
    for place, one in enumerate(document.values):
        where = f"values[{place}].value"
        if document.type != "raw" and not _VALUE.fullmatch(one.value):
            raise wrong(
                "tag.value",
                where,
                "值须以小写字母开头，只用小写字母、数字、- 和 _，最多 40 个",
                "a value begins with a lower-case letter and has letters, digits, - and _, at most 40",
            )
        if not 1 <= len(one.value) <= 100 or one.value in seen:
            raise wrong("tag.value_twice", where, "值重复或过长", "the value is there twice, or too long")
        seen.add(one.value)


def _check_shape(document: TagDocument) -> None:
    """Raise `Refusal` for what a tag of the type cannot have."""
    ruled = [f"values[{place}]" for place, one in enumerate(document.values) if one.rule is not None or one.otherwise]
    scored = [f"values[{place}].is" for place, one in enumerate(document.values) if one.is_ is not None]
    if document.type == "model":
        _check_scored(document)
        return
    if document.score is not None or scored:
        where = "score" if document.score is not None else scored[0]
        raise wrong("tag.score", where, "只有模型标签有模型分", "only a tag of type model has a score")
    if document.type in RULED:
        _check_ruled(document)
        return
    if document.rule is not None or ruled:
        where = "rule" if document.rule is not None else ruled[0]
        raise wrong("tag.rule", where, "只有规则标签和实时标签有规则", "only tags of type rule and live have rules")
    if document.type == "manual":
        if document.origin is not None:
            raise wrong("tag.origin", "from", "只有原始标签有 from", "only a raw tag has “from”")
        if document.source:
            raise wrong(
                "tag.source", "source", "手动标签由人给出，没有来源", "a manual tag comes by hand, of no source"
            )
        return
    _check_origin(document)


def _check_ruled(document: TagDocument) -> None:
    if document.type == "live" and document.expires:
        raise wrong(
            "tag.live_expires",
            "expires",
            "实时标签随时更新，没有有效期",
            "a real-time tag is always up to date and never expires",
        )
    if document.origin is not None:
        raise wrong("tag.origin", "from", "只有原始标签有 from", "only a raw tag has “from”")
    if (document.rule is None) == (not document.values):
        raise wrong("tag.no_rule", "rule", "须有 rule 或 values 之一", "it needs either a rule or values")
    for place, one in enumerate(document.values):
        where = f"values[{place}]"
        if (one.rule is None) != one.otherwise:
            raise wrong("tag.no_rule", where, "每个值须有规则，或为 otherwise", "each value needs a rule or otherwise")
        _check_last(document, place)


def _check_scored(document: TagDocument) -> None:
    """Raise `Refusal` for what a model tag cannot have, or lacks."""
    if document.rule is not None or document.origin is not None or document.source:
        where = "rule" if document.rule is not None else "from" if document.origin is not None else "source"
        raise wrong(
            "tag.model", where, "模型标签只由模型分决定", "a model tag is decided by its score and nothing else"
        )
    if not document.score:
        raise wrong("tag.no_score", "score", "模型标签须有 score", "a model tag needs a score")
    if not document.values:
        raise wrong("tag.no_values", "values", "模型标签须有 values", "a model tag needs values")
    for place, one in enumerate(document.values):
        where = f"values[{place}]"
        if one.rule is not None or (one.is_ is None) != one.otherwise:
            raise wrong(
                "tag.no_condition", where, "每个值须有 is，或为 otherwise", "each value needs “is” or otherwise"
            )
        _check_last(document, place)


def _check_last(document: TagDocument, place: int) -> None:
    if document.values[place].otherwise and place < len(document.values) - 1:
        raise wrong("tag.otherwise", f"values[{place}]", "otherwise 须为最后一个值", "otherwise is the last value")


def _check_origin(document: TagDocument) -> None:
    origin = document.origin or Origin()
    chosen = [name for name in ("attribute", "did", "survey") if getattr(origin, name)]
    if len(chosen) != 1:
        raise wrong(
            "tag.origin",
            "from",
            "原始标签须有 from：attribute、did、survey 之一",
            "a raw tag needs “from” with one of attribute, did and survey",
        )
    of_survey = bool(origin.question or origin.choice)
    if (chosen[0] == "survey") != bool(origin.question) or (of_survey and chosen[0] != "survey"):
        raise wrong("tag.origin", "from", "survey 与 question 须同时给出", "survey and question go together")
    if origin.property and chosen[0] != "did":
        raise wrong("tag.origin", "from.property", "property 只用于 did", "property belongs to did")


def _days(expires: str | None) -> int | None:
    if expires is None:
        return None
    found = _DAYS.fullmatch(expires)
    if not found or not 1 <= int(found[1]) <= MOST_DAYS:
        raise wrong("tag.expires", "expires", "须写成 180d，1 到 3650 天", "must look like 180d, from 1 to 3650 days")
    return int(found[1])


def _rules(document: TagDocument, known: Known) -> tuple[tuple[str, Rule], ...]:
    if document.type not in RULED:
        return ()
    if document.rule is not None:
        return ((PLAIN, _rule(document.rule, known, "rule")),)
    return tuple(
        (one.value, All(()) if one.otherwise else _rule(one.rule, known, f"values[{place}].rule"))
        for place, one in enumerate(document.values)
    )


def _rule(raw: object, known: Known, path: str) -> Rule:
    try:
        return parse_rule(raw, known)
    except Refusal as refusal:
        where = join(path, refusal.where) if refusal.where else path
        raise Refusal(refusal.code, refusal.text, where=where, mend=refusal.mend) from None


def _misshapen(error: ValidationError) -> Refusal:
    first = error.errors()[0]
    if first["loc"] == ("name",) and first["type"] == "string_pattern_mismatch":
        return Refusal(
            "tag.name",
            Text(
                "标签名只能用小写字母、数字、点和连字符，最多 64 个",
                "a tag's name has lower-case letters, digits, dots and hyphens, at most 64",
            ),
            where="name",
        )
    return misshapen(error, TagDocument, "")
