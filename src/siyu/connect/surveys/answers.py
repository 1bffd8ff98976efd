"""The answers of a survey, read from the events in the lake: listed, counted and exported; personal ones stay sealed
unless they are asked for."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import open_snapshot
from siyu.connect.loads.stages import identity_of, unseal_for
from siyu.connect.surveys.answering import EVENT
from siyu.connect.surveys.documents import OPEN, PERSONAL, SEALED, Question, SurveyDocument, parse_survey
from siyu.connect.surveys.models import Survey
from siyu.lib.paging import read_cursor, write_cursor
from siyu.lib.spreadsheet import csv_lines

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from siyu.engine.snapshot import Snapshot

MOST_COUNTED = 100_000
AT_ONCE = 1_000


def count_answers(workspace: Workspace, surveys: list[Survey]) -> dict[str, int]:
    """Return how many answers each survey has, by token."""
    if not surveys:
        return {}
    with open_snapshot(workspace) as snapshot:
        events = _submitted(snapshot)
        form = events.properties.re_extract('"form":"([a-z]+)"', 1)
        counted = snapshot.to_arrow(events.group_by(form=form).agg(answers=events.count()))
    found = dict(zip(counted["form"].to_pylist(), counted["answers"].to_pylist(), strict=True))
    return {survey.token: int(found.get(survey.token, 0)) for survey in surveys}


def list_answers(survey: Survey, cursor: str | None, limit: int, *, reveal: bool) -> dict[str, Any]:
    """Return a page of answers, the newest first, with the sealed ones opened when `reveal`."""
    place = read_cursor(cursor, int)
    start = max(place[0], 0) if place else 0
    identity = identity_of(survey.workspace)
    with open_snapshot(survey.workspace) as snapshot:
        events = _of(snapshot, survey, identity)
        total = int(snapshot.to_arrow(events.count()).as_py())
        rows = snapshot.to_arrow(_newest(events).limit(limit, offset=start)).to_pylist()
    more = start + limit < total
    return {
        "items": [_answer(row, text) for row, text in zip(rows, _opened(survey, rows, reveal), strict=True)],
        "next": write_cursor([start + limit]) if more else None,
        "total": total,
    }


def count_choices(survey: Survey) -> list[dict[str, Any]]:
    """Return for every question how many answered it, and how many gave each choice, rating or a number; of at most the
    newest hundred thousand answers. Of sealed answers only their number is told."""
    document = parse_survey(survey.document)
    given: dict[str, Counter[str]] = {question.name: Counter() for question in document.questions}
    answered: Counter[str] = Counter()
    with open_snapshot(survey.workspace) as snapshot:
        events = _newest(_of(snapshot, survey, identity_of(survey.workspace))).limit(MOST_COUNTED)
        for batch in snapshot.to_batches(events.select("properties")):
            for row in batch.to_pylist():
                _count(document, json.loads(row["properties"] or "{}"), given, answered)
    return [_told(question, answered[question.name], given[question.name]) for question in document.questions]


def answer_lines(survey: Survey, *, reveal: bool) -> Iterator[str]:
    """Yield the lines of a CSV file, a row an answer, a column a question; no cell is one a spreadsheet would run."""
    document = parse_survey(survey.document)
    header = ["answered_at", "member_id", "form_version", "consent_version", *(one.name for one in document.questions)]
    return csv_lines(header, _lines(survey, document, reveal))


def _lines(survey: Survey, document: SurveyDocument, reveal: bool) -> Iterator[list[Any]]:
    with open_snapshot(survey.workspace) as snapshot:
        events = _newest(_of(snapshot, survey, identity_of(survey.workspace)))
        for batch in snapshot.to_batches(events, rows=AT_ONCE):
            rows = batch.to_pylist()
            for row, text in zip(rows, _opened(survey, rows, reveal), strict=True):
                answer = _answer(row, text)
                values = (_cell(answer["values"].get(question.name)) for question in document.questions)
                yield [row["occurred_at"].isoformat(), row["member_id"], answer["form_version"],
                       answer["consent_version"], *values]  # fmt: skip


def _cell(value: Any) -> Any:
    return " | ".join(map(str, value)) if isinstance(value, list) else value


def _submitted(snapshot: Snapshot, **more: Any) -> ir.Table:
    return snapshot.facts("events", narrow=lambda rows: rows.filter(rows.type == EVENT), **more)


def _of(snapshot: Snapshot, survey: Survey, identity: Any) -> ir.Table:
    # The properties were written here, so that a form's own token stands in them in this very spelling.
    events = _submitted(snapshot, identity=identity)
    return events.filter(events.properties.contains(f'"form":"{survey.token}"'))


def _newest(events: ir.Table) -> ir.Table:
    import ibis

    ordered = events.order_by([ibis.desc("occurred_at"), ibis.desc("key")])
    return ordered.select("key", "occurred_at", "member_id", "source_id", "properties", "private")


def _opened(survey: Survey, rows: list[dict[str, Any]], reveal: bool) -> list[bytes | None]:
    if not reveal:
        return [None] * len(rows)
    # An answer always tells whose it is: by a phone number, or by the browser.
    return list(unseal_for(survey.workspace, [row["source_id"] for row in rows], [row["private"] for row in rows]))


def _answer(row: dict[str, Any], opened: bytes | None) -> dict[str, Any]:
    told = json.loads(row["properties"] or "{}") | (json.loads(opened) if opened else {})
    values = {
        key.removeprefix("q_").removesuffix(SEALED).removesuffix(OPEN): value
        for key, value in told.items()
        if key.startswith("q_")
    }
    return {
        "key": row["key"],
        "at": row["occurred_at"],
        "member_id": row["member_id"],
        "form_version": told.get("form_version"),
        "consent_version": str(told.get("consent_version", "")),
        "values": values,
        "is_sealed": row["private"] is not None and opened is None,
    }


def _count(
    document: SurveyDocument, told: dict[str, Any], given: dict[str, Counter[str]], answered: Counter[str]
) -> None:
    answered.update(told.get("answered", []))
    for question in document.questions:
        value = told.get(question.key)
        if value is not None and question.type not in PERSONAL:
            given[question.name].update(str(one) for one in (value if isinstance(value, list) else [value]))


def _told(question: Question, answered: int, given: Counter[str]) -> dict[str, Any]:
    known = [choice.value for choice in question.choices]
    if question.type == "rating":
        known = [str(number) for number in range(1, (question.most or 5) + 1)]
    counts = [{"value": value, "count": given[value]} for value in known]
    counts += [{"value": value, "count": count} for value, count in given.most_common(20) if value not in known]
    return {
        "name": question.name,
        "type": question.type,
        "is_personal": question.type in PERSONAL,
        "answered": answered,
        "counts": [] if question.type in PERSONAL else counts,
    }
