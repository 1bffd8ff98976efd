"""The document of a model: thresholds of the lifecycle, or one rule a stage; checked, kept as plain JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from siyu.analytics.rhythm import Terms
from siyu.lib.jsons import plain
from siyu.understand.rules.known import ANYTHING, Known
from siyu.understand.rules.leaves.segment import SegmentLeaf
from siyu.understand.rules.leaves.tag import TagLeaf
from siyu.understand.rules.parse import parse_rule
from siyu.understand.rules.problems import join, misshapen, wrong
from siyu.understand.rules.tree import Rule, leaves_of
from siyu.understand.stages.kinds import StageModel

Multiple = Annotated[float, Field(gt=0, le=1000)]
Number = Annotated[int, Field(ge=1, le=1000)]
Days = Annotated[int, Field(ge=1, le=3660)]
MOST_RECORDED = 10
SHIPPED = Terms()


@dataclass(frozen=True, slots=True)
class Ruled:
    """The rules of the stages in the order they are asked; `who` says whom a model `of_some` is about, else it is None."""

    rules: tuple[tuple[str, Rule], ...]
    who: Rule | None = None


Division = Terms | Ruled
"""What divides a model: the terms of the lifecycle, or rules."""


class LifecycleShape(BaseModel):
    """The lifecycle's thresholds (see `Terms`), and the categories whose transitions are recorded besides."""

    model_config = ConfigDict(extra="forbid", strict=True)

    kind: Literal["stages"] = "stages"
    model: Literal["lifecycle"] = "lifecycle"
    cooling: Multiple = SHIPPED.cooling
    at_risk: Multiple = SHIPPED.at_risk
    lost: Multiple = SHIPPED.lost
    own_gaps: Annotated[int, Field(ge=1, le=50)] = SHIPPED.own_gaps
    recent_gaps: Annotated[int, Field(ge=1, le=50)] = SHIPPED.recent_gaps
    loyal_days: Number = SHIPPED.loyal_days
    back_days: Annotated[int, Field(ge=2, le=100)] = SHIPPED.back_days
    least_days: Days = SHIPPED.least_days
    default_days: Days = SHIPPED.default_days
    least_members: Annotated[int, Field(ge=1, le=1_000_000)] = SHIPPED.least_members
    record: Annotated[list[Annotated[str, Field(min_length=1, max_length=200)]], Field(max_length=MOST_RECORDED)] = []


class RuledShape(BaseModel):
    """One rule a stage; who meets none is in the first stage."""

    model_config = ConfigDict(extra="forbid", strict=True)

    kind: Literal["stages"] = "stages"
    model: str
    stages: Mapping[str, Any]


class RuledOfSomeShape(RuledShape):
    """The same for some members only: those the rule `who` holds for."""

    who: Any


def read_division(model: StageModel, raw: object, known: Known = ANYTHING) -> Division:
    """Return what the document divides by; raises `Refusal` with the path of what is wrong."""
    if not isinstance(raw, Mapping):
        raise wrong("stages.wrong_type", "", "阶段文档须为字段的集合", "a document of stages is a mapping")
    shape = _shape_of(model)
    try:
        document = shape.model_validate(dict(raw))
    except ValidationError as error:
        raise misshapen(error, shape, "") from None
    if isinstance(document, RuledShape):
        return _ruled(model, document, known)
    assert isinstance(document, LifecycleShape)
    return _terms(document)


def document_of(model: StageModel, raw: object, known: Known = ANYTHING) -> dict[str, Any]:
    """Return the checked document as plain JSON, everything that was left out filled in."""
    division = read_division(model, raw, known)
    found: Any = raw
    if isinstance(division, Terms):
        found = {"kind": "stages", "model": model.name, **asdict(division), "record": found.get("record", [])}
    else:
        who = {"who": found["who"]} if model.of_some else {}
        found = {"kind": "stages", "model": model.name, **who, "stages": dict(found["stages"])}
    document: dict[str, Any] = json.loads(json.dumps(found, default=plain))
    return document


def _shape_of(model: StageModel) -> type[BaseModel]:
    if not model.asked:
        return LifecycleShape
    return RuledOfSomeShape if model.of_some else RuledShape


def _terms(document: LifecycleShape) -> Terms:
    if not document.cooling < document.at_risk < document.lost:
        raise wrong(
            "stages.order",
            "at_risk",
            "须 cooling < at_risk < lost",
            "cooling, at_risk and lost must rise in this order",
        )
    if document.loyal_days <= document.own_gaps:
        raise wrong("stages.order", "loyal_days", "loyal_days 须大于 own_gaps", "loyal_days must be above own_gaps")
    if document.recent_gaps < document.own_gaps:
        raise wrong(
            "stages.order", "recent_gaps", "recent_gaps 不能小于 own_gaps", "recent_gaps must not be below own_gaps"
        )
    return Terms(**document.model_dump(exclude={"kind", "model", "record"}))


def _ruled(model: StageModel, document: RuledShape, known: Known) -> Ruled:
    from siyu.understand.rules.problems import unknown

    if document.model != model.name:
        raise wrong("stages.wrong_model", "model", "model 须为 {name}", "model must be {name}", name=model.name)
    for name in document.stages:
        if name not in model.asked:
            raise unknown("stages.unknown_stage", model.label, name, model.asked, join("stages", name))
    missing = next((name for name in model.asked if name not in document.stages), None)
    if missing is not None:
        raise wrong(
            "stages.missing_stage",
            join("stages", missing),
            "缺少阶段“{name}”的规则",
            "the rule of the stage “{name}” is missing",
            name=missing,
        )
    rules = tuple((name, _rule(document.stages[name], known, join("stages", name))) for name in model.asked)
    return Ruled(rules, _who(document.who, known) if isinstance(document, RuledOfSomeShape) else None)


def _who(raw: object, known: Known) -> Rule:
    from siyu.understand.rules.leaves.score import ScoreLeaf

    rule = _rule(raw, known, "who")
    if any(isinstance(leaf, ScoreLeaf) for leaf in leaves_of(rule)):
        raise wrong("stages.by_score", "who", "who 不能引用评分", "“who” cannot refer to a score")
    return rule


def _rule(raw: object, known: Known, where: str) -> Rule:
    from siyu.lib.errors import Refusal
    from siyu.understand.rules.leaves.stage import StageLeaf

    try:
        rule = parse_rule(raw, known)
    except Refusal as refusal:
        path = f"{where}.{refusal.where}" if refusal.where else where
        raise Refusal(refusal.code, refusal.text, where=path, mend=refusal.mend, status=refusal.status) from None
    if any(isinstance(leaf, SegmentLeaf | TagLeaf | StageLeaf) for leaf in leaves_of(rule)):
        raise wrong(
            "stages.by_name",
            where,
            "阶段的规则不能引用分群、标签或阶段",
            "the rule of a stage cannot refer to segments, tags or stages",
        )
    return rule
