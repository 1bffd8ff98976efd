"""The shapes of messages, batches, forecasts and suppressions in the API."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from siyu.lib.bodies import Body, Instant
from siyu.lib.labels import Label

State = Literal["waiting", "deferred", "sending", "sent", "delivered", "failed", "dropped", "uncertain"]
BatchState = Literal["gathering", "running", "stopped", "cancelled", "finished"]
Name = Annotated[str, Field(max_length=64)]
Content = dict[Annotated[str, Field(max_length=64)], Any]
MemberId = Annotated[int, Field(ge=1, le=2**31)]


class MessageOut(Schema):
    id: int
    effect_key: str
    member_id: int
    batch: int | None
    lane: str
    channel: str
    transport: str
    account: str
    template: str
    template_version: int | None
    content_class: str
    state: State
    rule: str
    rule_label: Label | None
    reason: str
    due_at: datetime
    deadline_at: datetime | None
    attempts: int
    platform_id: str
    made_at: datetime
    sent_at: datetime | None
    finished_at: datetime | None


class OutcomeOut(Schema):
    kind: str
    at: datetime


class MessageDetail(MessageOut):
    outcomes: list[OutcomeOut]


class Messages(Schema):
    items: list[MessageOut]
    next: str | None
    total: int | None


class MessageCount(Schema):
    state: State
    rule: str
    rule_label: Label | None
    count: int


class TransportOut(Schema):
    name: str
    label: Label
    channel: str
    for_marketing: bool
    can_repeat: bool
    family: str


class BatchWish(Body):
    name: Annotated[str, Field(min_length=1, max_length=100)]
    transport: Annotated[str, Field(min_length=1, max_length=40)]
    account: Name = ""
    segment: Name = ""
    members: Annotated[list[MemberId], Field(max_length=10_000)] = []
    template: Name = ""
    template_version: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    content: Content = {}
    content_class: Literal["marketing", "service"] = "marketing"
    reward_trigger: Literal["", "share", "purchase", "registration"] = ""
    due_at: Instant | None = None
    deadline_at: Instant | None = None


class ForecastWish(BatchWish):
    at: Instant | None = None
    policy: dict[str, Any] | None = None


class ForecastCount(Schema):
    verdict: Literal["send", "defer", "drop"]
    rule: str
    rule_label: Label | None
    reason: str
    count: int
    until: datetime | None


class ForecastMember(Schema):
    member_id: int
    verdict: Literal["send", "defer", "drop"]
    rule: str
    reason: str


class ForecastOut(Schema):
    at: datetime
    audience: int
    send: int
    counts: list[ForecastCount]
    sample: list[ForecastMember]


class MessageBatchOut(Schema):
    id: int
    name: str
    transport: str
    account: str
    template: str
    template_version: int | None
    content_class: str
    segment: str
    state: BatchState
    size: int
    due_at: datetime
    deadline_at: datetime | None
    made_at: datetime
    made_by: str
    changed_at: datetime

    @staticmethod
    def resolve_segment(batch: Any) -> str:
        """Return the segment it goes to; empty for named members."""
        return str(batch.audience.get("segment", ""))


class MessageBatchDetail(MessageBatchOut):
    content: dict[str, Any]
    counts: list[MessageCount]

    @staticmethod
    def resolve_counts(batch: Any) -> Any:
        """Return how many messages are in which state."""
        from siyu.engage.messaging.listing import count_messages

        return count_messages(batch.workspace, batch.pk)


class MessageBatches(Schema):
    items: list[MessageBatchOut]
    next: str | None
    total: int


class SuppressionOut(Schema):
    id: int
    member_id: int | None
    of_address: bool
    channel: str
    reason: str
    note: str
    since: datetime
    until: datetime | None
    made_by: str
    lifted_by: str

    @staticmethod
    def resolve_member_id(row: Any) -> int | None:
        """Return the id it was made for."""
        return None if row.source_id is None else int(row.source_id)

    @staticmethod
    def resolve_of_address(row: Any) -> bool:
        """Say whether it is about an address, of which only a hash is kept."""
        return bool(row.address)


class Suppressions(Schema):
    items: list[SuppressionOut]
    next: str | None
    total: int


class NewSuppression(Body):
    reason: Literal["unsubscribed", "asked", "complained", "bounced", "legal"]
    channel: Annotated[str, Field(max_length=32)] = ""
    member_id: MemberId | None = None
    address: Annotated[str, Field(max_length=200)] = ""
    note: Annotated[str, Field(max_length=200)] = ""
    until: Instant | None = None
