"""Endpoints of members: list and search, member 360, reveal."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from siyu.accounts.access import require
from siyu.accounts.audit import record
from siyu.lib.labels import Label
from siyu.lib.paging import Limit

router = Router(tags=["members"])
Search = Annotated[str, Field(max_length=200)]


class MaskedIdentifier(Schema):
    kind: str
    value: str


class MemberRow(Schema):
    member_id: int
    name: str
    joined_on: date | None
    identifiers: list[MaskedIdentifier]
    orders_total: int
    money_total_minor: int
    last_order_on: date | None


class MemberPage(Schema):
    items: list[MemberRow]
    next: str | None
    total: int


class HeldIdentifier(MaskedIdentifier):
    masked: bool
    made_at: datetime


class FeatureValue(Schema):
    name: str
    label: dict[str, str]
    unit: str
    type: str
    group: str
    group_label: dict[str, str]
    value: Any
    value_label: dict[str, str] | None = None


class FeaturePanel(Schema):
    features: list[FeatureValue]


class SegmentLabel(Schema):
    name: str
    label: dict[str, str]


class MemberTag(Schema):
    name: str
    label: dict[str, str]
    group: str
    type: str
    source: str
    source_label: dict[str, str] | None
    value: str
    value_label: dict[str, str]
    since: datetime | None
    expires_at: datetime | None


class ConsentRow(Schema):
    purpose: str
    channel: str
    label: dict[str, str]
    how: str
    at: datetime
    until: datetime | None
    text_version: int | None
    source: str
    proof: str
    by: str


class ConsentPanel(Schema):
    standing: list[ConsentRow]
    history: list[ConsentRow]


class HintRow(Schema):
    item: str
    name: str | None
    quantity: float
    times: int
    visits: int
    last_on: date


class HintPanel(Schema):
    often: int
    visits: int
    items: list[HintRow]


class StageMove(Schema):
    on: date
    before: str | None
    before_label: dict[str, str] | None
    stage: str | None
    stage_label: dict[str, str] | None


class MemberStage(Schema):
    model: str
    label: dict[str, str]
    category: str | None
    stage: str | None
    stage_label: dict[str, str] | None
    since: date
    moves: list[StageMove]


class LeadPart(Schema):
    name: str
    group: str
    label: dict[str, str]
    points: int
    of: int
    holds: bool


class StageMark(Schema):
    stage: str | None
    label: dict[str, str] | None
    at: datetime
    by: str
    why: str


class LeadPanel(Schema):
    points: int
    band: str
    parts: list[LeadPart]
    stage: str
    stage_label: dict[str, str]
    ruled: str
    ruled_label: dict[str, str]
    is_set: bool
    marks: list[StageMark]


class NextProduct(Schema):
    product: str
    name: str
    brand: str | None
    category: dict[str, str]
    score: float
    because: str | None


class NextProducts(Schema):
    as_of: date | None
    again: list[NextProduct]
    new: list[NextProduct]


class PointEntry(Schema):
    occurred_at: datetime
    delta: int
    reason: str | None
    channel: str | None
    store_key: str | None
    order_key: str | None


class PointsOfMember(Schema):
    balance: int
    entries: int
    latest: list[PointEntry]


class CouponOfMember(Schema):
    occurred_at: datetime
    type: str
    coupon_key: str
    campaign_key: str | None
    order_key: str | None
    value_minor: int | None
    expires_on: date | None


class BenefitPanel(Schema):
    points: PointsOfMember
    coupons: list[CouponOfMember]


class RelationOfMember(Schema):
    channel: str
    staff: str
    staff_name: str
    since: datetime
    until: datetime | None
    add_way: int
    state: str
    tags: list[str]


class GroupOfMember(Schema):
    name: str
    joined_at: datetime
    left_at: datetime | None


class ContactPanel(Schema):
    relations: list[RelationOfMember]
    groups: list[GroupOfMember]


class MessageOfMember(Schema):
    id: int
    channel: str
    transport: str
    template: str
    content_class: str
    batch: int | None
    state: Literal["waiting", "deferred", "sending", "sent", "delivered", "failed", "dropped", "uncertain"]
    rule: str
    rule_label: Label | None
    reason: str
    due_at: datetime
    made_at: datetime
    sent_at: datetime | None


class Profile(Schema):
    member_id: int
    name: str
    joined_on: date | None
    attributes: dict[str, Any]
    identifiers: list[HeldIdentifier]
    merged_from: list[int]
    reachable: list[str]
    value: FeaturePanel
    segments: list[SegmentLabel]
    tags: list[MemberTag]
    consents: ConsentPanel
    hints: HintPanel
    stages: list[MemberStage]
    lead: LeadPanel | None = None
    recommendations: NextProducts
    benefits: BenefitPanel | None = None
    contacts: ContactPanel | None = None
    messages: list[MessageOfMember] = []


class Revealed(Schema):
    name: str
    identifiers: list[MaskedIdentifier]
    attributes: dict[str, Any]


@router.get("/members", response=MemberPage)
def list_members(
    request: HttpRequest,
    workspace: Path[str],
    search: Search = "",
    sort: str = "member_id",
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """List members, or find them by a whole identifier, a member number or the beginning of a name."""
    from siyu.unify.members import find, listing

    access = require(request, workspace, "members.view")
    words = search.strip()
    may_see = access.may("members.reveal")
    among = find.find_members(access.workspace, words, by_name=may_see) if words else None
    return listing.list_members(access.workspace, sort, cursor, limit, among=among)


@router.get("/members/{int:member_id}", response=Profile)
def read_member(request: HttpRequest, workspace: Path[str], member_id: int) -> Any:
    """Return the 360 of a member, personal data masked."""
    from siyu.unify.members.profile import profile

    return profile(require(request, workspace, "members.view").workspace, member_id)


@router.post("/members/{int:member_id}/reveals", response=Revealed)
def reveal_member(request: HttpRequest, workspace: Path[str], member_id: int) -> Any:
    """Return name, identifiers and attributes unmasked; every reveal is kept in the audit log."""
    from siyu.unify.members.reveal import reveal

    access = require(request, workspace, "members.reveal")
    revealed = reveal(access.workspace, member_id)
    record(access, "member.revealed", "member", str(member_id), {"identifiers": len(revealed["identifiers"])})
    return revealed
