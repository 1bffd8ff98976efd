"""What is delivered to raw tags: attributes, a property of the newest event or touch, and answers to surveys."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import ibis
from pyroaring import BitMap

from siyu.connect.surveys.answering import EVENT as SUBMITTED
from siyu.connect.surveys.documents import PERSONAL, parse_survey
from siyu.connect.surveys.models import Survey
from siyu.lib import bitmaps
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.rules.facts import ACTIVITY
from siyu.understand.rules.problems import unknown, wrong
from siyu.understand.tags.documents import Origin
from siyu.understand.tags.words import MOST_DELIVERED, OTHER, PLAIN
from siyu.unify.members.masking import is_personal

if TYPE_CHECKING:
    from siyu.accounts.models import Workspace
    from siyu.understand.inputs import Inputs
    from siyu.understand.tags.sources import Source

LONGEST = 100
PROPERTIES = tuple(one.name for one in ACTIVITY.properties if one.type == "text" and one.product is None)
"""Properties of events and touches a raw tag can take its value from."""


def check_origin(workspace: Workspace, origin: Origin) -> None:
    """Raise `Refusal` when nothing is ever delivered there, or what may not be kept as a tag."""
    if origin.attribute and is_personal(origin.attribute):
        raise wrong(
            "tag.personal", "from.attribute", "这是个人信息，不能作为标签", "this is personal and cannot be a tag"
        )
    if origin.property and origin.property not in PROPERTIES:
        raise unknown("rule.unknown_property", Text("属性", "property"), origin.property, PROPERTIES, "from.property")
    if origin.survey:
        _check_question(workspace, origin)


def delivered(inputs: Inputs, origin: Origin, source: Source | None) -> dict[str, BitMap]:
    """Return the members of each delivered value at the instant, one value a member.

    A source narrows events and touches to its own, and attributes to members it reached by the caller. The 200 most
    frequent values are kept as they are; members with a rarer one have `other`.
    """
    if origin.attribute:
        table = inputs.attributes(origin.attribute)
        pairs = zip(table["member_id"].to_pylist(), map(str, table["value"].to_pylist()), strict=True)
        return _by_value(dict(pairs), inputs.base)
    if origin.survey:
        return _by_value(_answers(inputs, origin), inputs.base)
    return _by_value(_properties(inputs, origin, source), inputs.base)


def _by_value(value_of: Mapping[int, str], base: BitMap) -> dict[str, BitMap]:
    kept = {member: value.strip()[:LONGEST] for member, value in value_of.items() if member in base and value.strip()}
    counts = Counter(kept.values())
    frequent = {value for value, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:MOST_DELIVERED]}
    found: dict[str, list[int]] = {}
    for member, value in kept.items():
        found.setdefault(value if value in frequent else OTHER, []).append(member)
    return {value: bitmaps.from_ids(members) for value, members in sorted(found.items())}


def _properties(inputs: Inputs, origin: Origin, source: Source | None) -> dict[int, str]:
    """Return of each member the property of the newest event or touch that has it, `yes` when none is asked for."""
    newest: dict[int, tuple[Any, str, str]] = {}
    for name in ("events", "touches"):
        column = _column(origin, name)
        if origin.property and column is None:
            continue
        rows = inputs.facts(name, narrow=lambda facts: facts.filter(facts.type == origin.did))
        if source is not None:
            if origin.did not in source.did:
                return {}
            rows = rows.filter(rows.channel.isin(source.channels)) if source.channels else rows
        value = rows[column] if column else ibis.literal(PLAIN)
        rows = rows.select("member_id", "occurred_at", "received_at", "key", value=value.cast("string")).filter(
            ibis._.value.notnull()
        )
        place = _place(rows)
        last = rows.group_by("member_id").agg(place=place.max(), value=rows.value.argmax(place))
        for row in inputs.snapshot.to_arrow(last).to_pylist():
            told = (row["place"], row["value"], name)
            newest[row["member_id"]] = max(newest.get(row["member_id"], told), told, key=lambda one: one[0])
    return {member: value for member, (_, value, _) in newest.items()}


def _place(rows: ibis.Table) -> ibis.Value:
    """Return what puts facts in their order: when they occurred, of one instant when they came in."""
    instants = (rows[name].strftime("%Y%m%d%H%M%S%f") for name in ("occurred_at", "received_at"))
    return ibis.literal("").join([*instants, rows.key])


def _column(origin: Origin, table: str) -> str | None:
    found = ACTIVITY.find(origin.property) if origin.property else None
    return found.column(table) if found is not None else None  # type: ignore[arg-type]


def _answers(inputs: Inputs, origin: Origin) -> dict[int, str]:
    """Return of each member what the newest answer to the survey says; a choice is `yes` for whoever chose it."""
    rows = inputs.facts("events", narrow=lambda facts: facts.filter(facts.type == SUBMITTED))
    # The properties were written by this server, so that a form's own token stands in them in this very spelling.
    rows = rows.filter(rows.properties.contains(f'"form":"{origin.survey}"'))
    place = _place(rows)
    last = rows.group_by("member_id").agg(told=rows.properties.argmax(place))
    found: dict[int, str] = {}
    for batch in inputs.snapshot.to_batches(last):
        for row in batch.to_pylist():
            value = json.loads(row["told"] or "{}").get(f"q_{origin.question}_is")
            if origin.choice is not None:
                chosen = [str(one) for one in (value if isinstance(value, list) else [value])]
                value = PLAIN if origin.choice in chosen else None
            if value is not None and not isinstance(value, list):
                found[row["member_id"]] = str(value)
    return found


def _check_question(workspace: Workspace, origin: Origin) -> None:
    survey = Survey.objects.filter(workspace=workspace, token=origin.survey).first()
    if survey is None:
        tokens = Survey.objects.filter(workspace=workspace).values_list("token", flat=True)
        raise unknown("tag.unknown_survey", Text("问卷", "survey"), origin.survey, tokens, "from.survey")
    questions = {question.name: question for question in parse_survey(survey.document).questions}
    asked = questions.get(origin.question or "")
    if asked is None:
        raise unknown("tag.unknown_question", Text("问题", "question"), origin.question, questions, "from.question")
    if asked.type in PERSONAL:
        raise wrong(
            "tag.personal",
            "from.question",
            "这个问题的回答是密封的个人信息，不能作为标签",
            "answers to this question are sealed as personal and cannot be a tag",
        )
    choices = [choice.value for choice in asked.choices]
    if origin.choice is not None and origin.choice not in choices:
        raise unknown("tag.unknown_choice", Text("选项", "choice"), origin.choice, choices, "from.choice")
    if asked.type == "multiple" and origin.choice is None:
        raise Refusal(
            "tag.many_answers",
            Text("多选题的回答可以有多个，一个会员只有一个值", "a question with many answers has no one value"),
            where="from.choice",
            mend=Text("请用 choice 指定一个选项。", "Name one of its answers as choice."),
        )
