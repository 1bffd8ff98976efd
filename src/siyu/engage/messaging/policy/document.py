"""The document of a policy: who may be written to, when and how often, with the dated numbers of the platforms."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from siyu.lib.errors import Refusal
from siyu.lib.text import Text

Seconds = dict[str, int]
_UNITS: Seconds = {"s": 1, "min": 60, "h": 3_600, "d": 86_400}
_SPAN = re.compile(r"([1-9]\d{0,4})(s|min|h|d)")
_LONGEST = timedelta(days=400)


def span_of(text: str) -> timedelta:
    """Return how long `48h`, `7d`, `15s` or `1min` is. Raises `ValueError` for anything else."""
    found = _SPAN.fullmatch(text)
    if not found:
        raise ValueError("write it like 15s, 1min, 48h or 7d")
    span = timedelta(seconds=int(found[1]) * _UNITS[found[2]])
    if span > _LONGEST:
        raise ValueError("at most 400d")
    return span


def _span(text: str) -> str:
    span_of(text)
    return text


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("there is no such time zone") from None
    return name


Span = Annotated[str, Field(max_length=8), AfterValidator(_span)]
Zone = Annotated[str, Field(max_length=64), AfterValidator(_zone)]
Name = Annotated[str, Field(min_length=1, max_length=40)]
Share = Annotated[str, Field(pattern=r"^(\d{1,2}(\.\d{1,2})?|100)%$")]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Number = Annotated[int, Field(ge=1, le=10_000)]


class Part(BaseModel):
    """A part of the document: exactly the declared fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Consent(Part):
    """What marketing by a channel needs: consent to `scope` was given, or at least was not withdrawn."""

    scope: Annotated[str, Field(max_length=40)]
    needs: Literal["given", "not_withdrawn"] = "given"


class QuietHours(Part):
    """From this hour of the brand's zone until that one nothing leaves the bulk lane; equal hours mean never quiet."""

    from_: Clock = Field(alias="from")
    to: Clock

    @property
    def hours(self) -> tuple[time, time]:
        """Both as times of a day."""
        return time.fromisoformat(self.from_), time.fromisoformat(self.to)


class Most(Part):
    """At most so many in a calendar day, week (from Monday) or month; `days_of_month` is as many as the month has days."""

    most: Number | Literal["days_of_month"]
    per: Literal["day", "week", "month"]


class Quota(Part):
    """What a platform lets one person receive by a transport, counted in the platform's zone, as known on a day."""

    as_of: date
    zone: Zone = "Asia/Shanghai"
    each: list[Most] = Field(min_length=1, max_length=5)


class Allowance(Part):
    """How many messages an act permits, without a number any; and for how long, without a span until they are used."""

    messages: Number | None = None
    within: Span | None = None


class Cap(Part):
    """At most so many marketing messages to one person in any stretch so long, by all channels together."""

    most: Number
    within: Span


class PolicyDocument(Part):
    """Everything the chain goes by."""

    kind: Literal["policy"] = "policy"
    consent: dict[Name, Consent] = Field(max_length=20)
    holdout: Share = "0%"
    quiet_hours: QuietHours
    quotas: dict[Name, Quota] = Field(max_length=40)
    grants: dict[Name, dict[Name, Allowance]] = Field(max_length=10)
    grants_as_of: date
    frequency: list[Cap] = Field(max_length=5)
    duplicate: Span
    deadline: Span
    banned_words: list[Annotated[str, Field(min_length=1, max_length=40)]] = Field(max_length=1_000)

    @property
    def held_out(self) -> float:
        """The share of members who get no marketing at all, between 0 and 1."""
        return float(self.holdout[:-1]) / 100

    @property
    def longest(self) -> timedelta:
        """How far back messages may count: no rule looks further."""
        spans = [timedelta(days=32), span_of(self.duplicate), *(span_of(cap.within) for cap in self.frequency)]
        return max(spans)


_LAWFUL = ("wecom", "official_account")
"""Where a person's own adding or following is a request to be written to; nowhere else is silence a consent."""


def read_policy(raw: Any) -> PolicyDocument:
    """Return the document. Raises `Refusal` with the place of the first mistake."""
    from siyu.unify.consents.purposes import SCOPES

    try:
        document = PolicyDocument.model_validate(raw)
    except ValidationError as error:
        raise _misshapen(error) from None
    for channel, consent in document.consent.items():
        where = f"consent.{channel}"
        if consent.scope not in SCOPES:
            raise _wrong(f"{where}.scope", "没有可同意的“{told}”", "nobody can agree to “{told}”", consent.scope)
        if consent.needs == "not_withdrawn" and channel not in _LAWFUL:
            raise _wrong(
                f"{where}.needs",
                "{told} 的营销信息须先获得同意（《广告法》第四十三条）",
                "marketing by {told} needs consent that was given (Advertising Law art. 43)",
                channel,
            )
    return document


def as_json(document: PolicyDocument) -> dict[str, Any]:
    """Return the document as plain JSON values, as it is kept."""
    return document.model_dump(mode="json", by_alias=True, exclude_none=True)


def _misshapen(error: ValidationError) -> Refusal:
    problem = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
    where = ".".join(str(step) for step in problem["loc"]) or "document"
    told = str(problem["input"])[:60]
    return _wrong(where, "这里不能是“{told}”", "this can't be “{told}”", told)


def _wrong(where: str, zh: str, en: str, told: str) -> Refusal:
    plain = told.replace("{", "(").replace("}", ")")
    return Refusal("policy.wrong", Text(zh, en).format(told=plain), where=where)
