"""The document of leads: the parts of the score, its bands, and which attributes tell company, industry and the rest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from siyu.lib.errors import Refusal
from siyu.lib.jsons import plain
from siyu.lib.labels import Label
from siyu.lib.text import Text
from siyu.understand.rules.known import ANYTHING, Known
from siyu.understand.rules.leaves.score import ScoreLeaf
from siyu.understand.rules.leaves.segment import SegmentLeaf
from siyu.understand.rules.leaves.stage import StageLeaf
from siyu.understand.rules.leaves.tag import TagLeaf
from siyu.understand.rules.parse import parse_rule
from siyu.understand.rules.problems import join, misshapen, wrong
from siyu.understand.rules.tree import Rule, leaves_of
from siyu.unify.members.masking import is_personal

MOST_PARTS = 50
FIELDS = ("company", "industry", "size", "source", "renews_on")
"""What is told by attributes, in the order the page shows."""

Name = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Attribute = Annotated[str, Field(min_length=1, max_length=80)]
Points = Annotated[int, Field(ge=-1000, le=1000)]
Threshold = Annotated[int, Field(ge=-50_000, le=50_000)]


class PartShape(BaseModel):
    """So many points for whom the rule holds; below nought they are taken off."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: Name
    group: Literal["fit", "interest"]
    label: Label
    points: Points
    rule: Any


class LeadsShape(BaseModel):
    """Everything a brand can say about its leads."""

    model_config = ConfigDict(extra="forbid", strict=True)

    kind: Literal["leads"] = "leads"
    company: Attribute = "company"
    industry: Attribute = "industry"
    size: Attribute = "company_size"
    source: Attribute = "lead_source"
    renews_on: Attribute = "renews_on"
    size_limits: Annotated[list[Annotated[int, Field(ge=1, le=10_000_000)]], Field(max_length=10)] = [50, 200, 1000]
    handoff_days: Annotated[int, Field(ge=0, le=365)] = 3
    renewal_days: Annotated[int, Field(ge=1, le=730)] = 90
    lookback_days: Annotated[int, Field(ge=30, le=730)] = 730
    warm: Threshold = 30
    hot: Threshold = 60
    parts: Annotated[list[PartShape], Field(min_length=1, max_length=MOST_PARTS)]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a score, ready to be evaluated."""

    name: str
    group: str
    label: Text
    points: int
    rule: Rule


@dataclass(frozen=True, slots=True)
class Score:
    """A score: the sum of the points of the parts that hold, told as cold, warm from `warm` on, hot from `hot` on."""

    parts: tuple[Part, ...]
    warm: int
    hot: int

    def band(self, points: int) -> str:
        """Return the band of so many points."""
        return "hot" if points >= self.hot else "warm" if points >= self.warm else "cold"


@dataclass(frozen=True, slots=True)
class Leads:
    """The whole document, ready to be used; `attributes` gives the attribute that tells each of `FIELDS`."""

    score: Score
    attributes: dict[str, str]
    size_limits: tuple[int, ...]
    handoff_days: int
    renewal_days: int
    lookback_days: int


def read_leads(raw: object, known: Known = ANYTHING) -> Leads:
    """Return what the document says; raises `Refusal` with the path of what is wrong."""
    document = _shape(raw)
    _check(document)
    parts = tuple(
        Part(one.name, one.group, Text(one.label["zh-CN"], one.label["en"]), one.points,
             _rule(one.rule, known, join("parts", place, "rule")))
        for place, one in enumerate(document.parts)
    )  # fmt: skip
    return Leads(
        Score(parts, document.warm, document.hot),
        {field: getattr(document, field) for field in FIELDS},
        tuple(document.size_limits),
        document.handoff_days,
        document.renewal_days,
        document.lookback_days,
    )


def leads_document(raw: object, known: Known = ANYTHING) -> dict[str, Any]:
    """Return the checked document as plain JSON, everything that was left out filled in."""
    read_leads(raw, known)
    found: dict[str, Any] = json.loads(json.dumps(_shape(raw).model_dump(), default=plain))
    return found


def _shape(raw: object) -> LeadsShape:
    if not isinstance(raw, Mapping):
        raise wrong("leads.wrong_type", "", "线索文档须为字段的集合", "a document of leads is a mapping")
    try:
        return LeadsShape.model_validate(dict(raw))
    except ValidationError as error:
        raise misshapen(error, LeadsShape, "") from None


def _check(document: LeadsShape) -> None:
    if document.warm >= document.hot:
        raise wrong("leads.bands", "hot", "hot 须大于 warm", "hot must be above warm")
    limits = document.size_limits
    if any(before >= after for before, after in pairwise(limits)):
        raise wrong("leads.size_limits", "size_limits", "人数分档须逐个增大", "the limits of sizes must rise")
    names = [one.name for one in document.parts]
    for place, name in enumerate(names):
        if name in names[:place]:
            path = join("parts", place, "name")
            raise wrong("leads.same_name", path, "有两项都叫 {name}", "two parts are called {name}", name=name)
    for place, one in enumerate(document.parts):
        if not (one.label["zh-CN"].strip() and one.label["en"].strip()):
            path = join("parts", place, "label")
            raise wrong("leads.no_label", path, "每一项都要有中英文名称", "a part needs a name in both languages")
    for field in FIELDS:
        attribute = getattr(document, field)
        if is_personal(attribute):
            text = Text(
                "“{name}”像是个人信息，不能用来分组", "“{name}” looks like personal data and cannot group leads"
            )
            mend = Text(
                "请把公司、行业等导入为 company、industry 这样的属性。",
                "Import companies, industries and the like as attributes such as company and industry.",
            )
            raise Refusal("leads.personal", text.format(name=attribute), where=field, mend=mend)


def _rule(raw: object, known: Known, where: str) -> Rule:
    try:
        rule = parse_rule(raw, known)
    except Refusal as refusal:
        path = f"{where}.{refusal.where}" if refusal.where else where
        raise Refusal(refusal.code, refusal.text, where=path, mend=refusal.mend, status=refusal.status) from None
    if not list(leaves_of(rule)):
        raise wrong("leads.no_condition", where, "规则还没有条件", "the rule has no condition yet")
    if any(isinstance(leaf, SegmentLeaf | TagLeaf | StageLeaf | ScoreLeaf) for leaf in leaves_of(rule)):
        raise wrong(
            "leads.by_name",
            where,
            "评分规则不能引用分群、标签、阶段或分数",
            "the rule of a part cannot refer to segments, tags, stages or scores",
        )
    return rule
