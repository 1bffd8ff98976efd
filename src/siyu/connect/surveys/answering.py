"""From what a browser sent to an answer: checked question by question, then kept in the inbox as what an SDK would send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

import msgspec

from siyu.connect.collection.keeping import SEGMENT, Given, keep
from siyu.connect.collection.message import Envelope
from siyu.connect.collection.writers import Writer
from siyu.connect.imports.identifiers import identifier_kinds
from siyu.connect.surveys.documents import Question, SurveyDocument
from siyu.connect.surveys.models import Survey
from siyu.connect.vocabulary import EVENTS
from siyu.lib.text import Text

MOST_TEXT, MOST_LONG_TEXT = 200, 2_000
EARLIEST_DAY, LATEST_DAY = date(1900, 1, 1), date(2200, 1, 1)
MOST_NUMBER = Decimal(10) ** 12
EVENT = "submitted_form"
ANSWERS_A_SECOND = 200
assert EVENT in EVENTS

MISSING = Text("请回答这个问题", "Please answer this question")
CONSENT = Text("需要您同意才能提交", "Your consent is needed to send this")


class Sent(Protocol):
    """The fields of a form: what `request.POST` gives."""

    def getlist(self, key: str) -> Sequence[str]:
        """Return every value of a field."""
        ...


@dataclass
class Answers:
    """What was read of a form: `values` by question, what is wrong by question, and whether consent was given."""

    values: dict[str, Any] = field(default_factory=dict)
    wrong: dict[str, Text] = field(default_factory=dict)
    has_consented: bool = False

    @property
    def is_good(self) -> bool:
        """Whether it can be kept."""
        return self.has_consented and not self.wrong


def read_answers(document: SurveyDocument, sent: Sent) -> Answers:
    """Return the answers; a question that was left open has none. Fields that are not asked for are not read."""
    found = Answers(has_consented="yes" in sent.getlist("consent"))
    for question in document.questions:
        given = [value.strip() for value in sent.getlist(f"q_{question.name}") if value.strip()]
        if not given:
            if question.required:
                found.wrong[question.name] = MISSING
            continue
        try:
            found.values[question.name] = _READ[question.type](question, given)
        except _WrongError as wrong:
            found.wrong[question.name] = wrong.text
    if not found.has_consented:
        found.wrong["consent"] = CONSENT
    return found


def keep_answers(survey: Survey, document: SurveyDocument, answers: Answers, nonce: str, visitor: str) -> None:
    """Keep an answer durably; the same nonce again is the same answer.

    A phone number says who answered, else the browser does. Raises `TooFast` and `InboxFull` as the collection does.
    """
    phone = next((answers.values.get(one.name) for one in document.questions if one.type == "phone"), None)
    who: dict[str, Any] = {"context": {"traits": {"phone": phone}}} if phone else {"anonymousId": visitor}
    now = datetime.now(UTC).isoformat()
    asked = {question.name: question for question in document.questions}
    properties = {
        "form": survey.token,
        "form_version": survey.version,
        "consent_version": document.consent.version,
        "answered": list(answers.values),
        **{asked[name].key: value for name, value in answers.values.items()},
    }
    event = {"type": "track", "event": EVENT, "messageId": f"survey:{nonce}", "timestamp": now, **who}
    messages: list[Mapping[str, Any]] = [{**event, "channel": "survey", "properties": properties}]
    traits = {asked[name].attribute: value for name, value in answers.values.items() if asked[name].attribute}
    if traits:
        messages.append(
            {"type": "identify", "messageId": f"survey:{nonce}:who", "timestamp": now, "traits": traits, **who}
        )
    writer = Writer(survey.workspace_id, f"survey:{survey.token}", ANSWERS_A_SECOND)
    envelope = Envelope([msgspec.json.encode(message) for message in messages])
    keep(Given(writer, SEGMENT, "batch", envelope))


class _WrongError(Exception):
    def __init__(self, zh: str, en: str, **values: Any) -> None:
        self.text = Text(zh, en).format(**values)


def _text(question: Question, given: Sequence[str]) -> str:
    most = MOST_LONG_TEXT if question.long else MOST_TEXT
    if len(given[0]) > most:
        raise _WrongError("最多 {most} 个字", "At most {most} signs", most=most)
    return given[0]


def _single(question: Question, given: Sequence[str]) -> str:
    return _chosen(question, given[:1])[0]


def _chosen(question: Question, given: Sequence[str]) -> list[str]:
    known = [choice.value for choice in question.choices]
    if any(value not in known for value in given):
        raise _WrongError("请从选项中选择", "Please choose one of the answers")
    return [value for value in known if value in given]


def _number(question: Question, given: Sequence[str]) -> int | float:
    try:
        number = Decimal(given[0])
    except InvalidOperation:
        raise _WrongError("请填数字", "Please give a number") from None
    if not number.is_finite() or abs(number) > MOST_NUMBER:
        raise _WrongError("请填数字", "Please give a number")
    _check_bounds(question, number)
    return int(number) if number == number.to_integral_value() else float(number)


def _check_bounds(question: Question, number: Decimal) -> None:
    if question.least is not None and number < question.least:
        raise _WrongError("不小于 {least}", "Not below {least}", least=question.least)
    if question.most is not None and number > question.most:
        raise _WrongError("不大于 {most}", "Not above {most}", most=question.most)


def _date(_question: Question, given: Sequence[str]) -> str:
    try:
        day = date.fromisoformat(given[0])
    except ValueError:
        raise _WrongError("请填日期，例如 2000-01-31", "Please give a day such as 2000-01-31") from None
    if not EARLIEST_DAY <= day <= LATEST_DAY:
        raise _WrongError("日期超出范围", "The day is out of all range")
    return day.isoformat()


def _rating(question: Question, given: Sequence[str]) -> int:
    if not given[0].isascii() or not given[0].isdecimal() or not 1 <= int(given[0][:4]) <= (question.most or 5):
        raise _WrongError("请选择评分", "Please choose a rating")
    return int(given[0])


def _phone(_question: Question, given: Sequence[str]) -> str:
    spelt = identifier_kinds()["phone"].normalise(given[0]) if len(given[0]) <= MOST_TEXT else None
    if spelt is None:
        raise _WrongError("手机号无效", "This is no phone number")
    return spelt


_READ = {
    "text": _text,
    "single": _single,
    "multiple": _chosen,
    "number": _number,
    "date": _date,
    "rating": _rating,
    "phone": _phone,
}
