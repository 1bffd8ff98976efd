"""Endpoints of rules: what they can be made of, and who a rule would hold for."""

from __future__ import annotations

from datetime import date
from time import perf_counter
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from siyu.accounts.access import require
from siyu.lib.bodies import Body, Instant
from siyu.lib.labels import Label

router = Router(tags=["rules"])
SAMPLE = 5
Search = Annotated[str, Field(max_length=100)]


class Named(Schema):
    name: str
    label: Label


class FeatureTerm(Named):
    unit: str
    group: str
    type: str


class AttributeTerm(Schema):
    name: str
    type: str
    values: list[str]


class PropertyTerm(Named):
    type: str
    money: bool
    adds_up: bool


class FactTerm(Named):
    seen: bool
    properties: list[PropertyTerm]


class TagValueTerm(Schema):
    value: str
    label: Label


class TagTerm(Named):
    group: str
    values: list[TagValueTerm]


class StageTerm(Named):
    values: list[TagValueTerm]


class Vocabulary(Schema):
    leaves: list[Named]
    features: list[FeatureTerm]
    attributes: list[AttributeTerm]
    facts: list[FactTerm]
    channels: list[Named]
    consents: list[Named]
    operators: dict[str, list[str]]
    segments: list[Named]
    tags: list[TagTerm]
    stages: list[StageTerm]


class PropertyValue(Schema):
    value: str
    label: Label
    count: int


class Trial(Body):
    rule: Any
    at: Instant | None = None


class SampleIdentifier(Schema):
    kind: str
    value: str


class SampleMember(Schema):
    member_id: int
    name: str
    joined_on: date | None
    identifiers: list[SampleIdentifier]
    orders_total: int
    money_total_minor: int
    last_order_on: date | None


class Preview(Schema):
    size: int
    base: int
    share: float
    took_ms: int
    sample: list[SampleMember]


@router.get("/rule-vocabulary", response=Vocabulary, summary="List what rules can be made of")
def read_vocabulary(request: HttpRequest, workspace: Path[str]) -> Any:
    """Return leaves, features, attributes, facts, channels, consents, operators, segments and tags with their labels."""
    from siyu.understand.rules.vocabulary import vocabulary_of

    return vocabulary_of(require(request, workspace, "segments.view").workspace)


@router.get("/property-values", response=list[PropertyValue], summary="List the values of a property")
def list_property_values(request: HttpRequest, workspace: Path[str], property: str, search: Search = "") -> Any:
    """Return the most frequent values of a text property, or those that contain `search`."""
    from siyu.understand.rules.vocabulary import property_values

    return property_values(require(request, workspace, "segments.view").workspace, property, search.strip())


@router.post("/previews", response=Preview, summary="Tell whom a rule holds for")
def preview_rule(request: HttpRequest, workspace: Path[str], trial: Trial) -> Any:
    """Evaluate a rule that is not saved, now or at a past instant, and show a few of the members."""
    from siyu.understand.opening import open_inputs
    from siyu.understand.rules.evaluate import evaluate
    from siyu.understand.rules.parse import parse_rule
    from siyu.understand.rules.vocabulary import known_of
    from siyu.unify.members.listing import rows_of

    access = require(request, workspace, "segments.view")
    started = perf_counter()
    rule = parse_rule(trial.rule, known_of(access.workspace))
    with open_inputs(access.workspace, trial.at) as inputs:
        (members,) = evaluate([rule], inputs)
        base = len(inputs.base)
    took = round((perf_counter() - started) * 1000)
    return {
        "size": len(members),
        "base": base,
        "share": len(members) / base if base else 0.0,
        "took_ms": took,
        "sample": rows_of(access.workspace, list(members[:SAMPLE])) if members else [],
    }
