"""What is asked in one line, and the rule it stands for: the rule language evaluates it, nothing else does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from ninja import Schema
from pydantic import ConfigDict, Field

from siyu.lib.errors import Refusal
from siyu.understand.rules.known import Known
from siyu.understand.rules.parse import parse_rule
from siyu.understand.rules.problems import join
from siyu.understand.rules.tree import All, Rule

MOST_WORDS = 50
Words = Annotated[list[Annotated[str, Field(min_length=1, max_length=200)]], Field(max_length=MOST_WORDS)]
Name = Annotated[str, Field(min_length=1, max_length=200)]

DID, REACHABLE, CONSENT, SEGMENT, RULE = STEPS = ("did", "reachable", "consent", "segment", "rule")


class FindQuestion(Schema):
    """Who did `did` with one of the products, brands or categories (with anything when none is named).

    `within` are whole days of the brand, today included; without it all time counts. `times` is the least number of
    times. `rule` is a further condition, a rule as JSON or YAML.
    """

    model_config = ConfigDict(extra="forbid")

    did: Name = "ordered"
    product: Words = []
    brand: Words = []
    category: Words = []
    within: Annotated[int, Field(ge=1, le=3650)] | None = None
    times: Annotated[int, Field(ge=1, le=10_000)] = 1
    reachable: Name | None = None
    consent: Name | None = None
    segment: Name | None = None
    rule: Annotated[str, Field(max_length=100_000)] = ""


def parts_of(asked: FindQuestion, what: Mapping[str, list[str]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the steps with the part of the rule each adds; `what` are the values by property."""
    yield DID, _did(asked, what)
    if asked.reachable:
        yield REACHABLE, {"reachable": asked.reachable}
    if asked.consent:
        yield CONSENT, {"consent": asked.consent}
    if asked.segment:
        yield SEGMENT, {"segment": asked.segment}
    if asked.rule:
        yield RULE, _further(asked.rule)


def document_of(parts: list[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    """Return the parts as one rule, the way it is saved."""
    return {"all": [part for _, part in parts]}


def narrowing(parts: list[tuple[str, dict[str, Any]]], known: Known) -> list[tuple[str, Rule]]:
    """Return for each step the rule of all parts up to it. Raises `Refusal` whose `where` begins with the step."""
    read: list[Rule] = []
    rules: list[tuple[str, Rule]] = []
    for step, part in parts:
        try:
            read.append(parse_rule(part, known))
        except Refusal as refusal:
            refusal.where = join(RULE, refusal.where or "") if step == RULE else step
            raise
        rules.append((step, All(tuple(read))))
    return rules


def _did(asked: FindQuestion, what: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return one leaf a property, any of which is enough."""
    more: dict[str, Any] = {"times": {"gte": asked.times}} if asked.times > 1 else {}
    if asked.within:
        more["within"] = f"{asked.within}d"
    leaves = [
        {"did": asked.did, "where": {name: values[0] if len(values) == 1 else {"in": values}}, **more}
        for name, values in what.items()
    ]
    return ({"any": leaves} if len(leaves) > 1 else leaves[0]) if leaves else {"did": asked.did, **more}


def _further(text: str) -> dict[str, Any]:
    from siyu.lib import documents
    from siyu.lib.text import Text

    found = documents.load(text.encode())
    if not isinstance(found, dict):
        raise Refusal("rule.shape", Text("规则须为 YAML 对象", "a rule is a YAML object"), where=RULE)
    return found
