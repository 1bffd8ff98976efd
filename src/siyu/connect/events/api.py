"""Endpoints of the event catalogue and of the events that come in."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from siyu.accounts.access import require
from siyu.connect.events import catalogue
from siyu.lib.bodies import Body
from siyu.lib.labels import Label
from siyu.lib.paging import Limit

router = Router(tags=["events"])
Name = Annotated[str, Field(max_length=100)]


class EventTypeOut(Schema):
    name: str
    label: Label
    is_standard: bool
    about: str
    count: int
    first_seen_at: datetime
    last_seen_at: datetime
    properties: int
    agreed_at: datetime | None
    departures: int


class PropertyOut(Schema):
    name: str
    types: dict[str, int]
    seen: int


class DepartureOut(Schema):
    property: str
    kind: str
    found: str
    count: int
    last_at: datetime


class EventTypeDetail(EventTypeOut):
    schema_: list[PropertyOut] = Field(alias="schema")
    learnt: dict[str, str]
    agreed: dict[str, str] | None
    departed: list[DepartureOut]


class EventTypes(Schema):
    items: list[EventTypeOut]
    next: str | None = None
    total: int


class EventTypeChange(Body):
    about: Annotated[str, Field(max_length=500)] | None = None
    agreed: dict[Name, Name] | None = None


class EventOut(Schema):
    key: str
    load: int
    occurred_at: datetime
    received_at: datetime
    member_id: int | None
    type: str | None
    label: Label
    channel: str | None
    store_key: str | None
    product_key: str | None
    order_key: str | None
    value_minor: int | None
    properties: dict[str, Any]
    is_sealed: bool


class RecentEvents(Schema):
    items: list[EventOut]
    load: int


@router.get("/event-types", response=EventTypes, summary="List the types of events")
def list_event_types(
    request: HttpRequest,
    workspace: Path[str],
    search: Name = "",
    only: Annotated[str, Field(max_length=20)] = "",
    sort: Annotated[str, Field(max_length=20)] = "-last_seen_at",
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """Return the types of events that came in, or those whose name or label holds the words.

    `only` keeps `agreed`, `departing`, `standard` or `own` ones; `sort` is last_seen_at, count, departures or name.
    """
    access = require(request, workspace, "events.view")
    return catalogue.list_types(
        access.workspace, search=search.strip(), only=only, sort=sort, cursor=cursor, limit=limit
    )


@router.get("/event-types/{path:name}", response=EventTypeDetail, by_alias=True, summary="Show a type of event")
def read_event_type(request: HttpRequest, workspace: Path[str], name: Path[Name]) -> Any:
    """Return the properties a type was seen with, what was agreed, and what departs from it."""
    return catalogue.read_type(require(request, workspace, "events.view").workspace, name)


@router.patch(
    "/event-types/{path:name}", response=EventTypeDetail, by_alias=True, summary="Describe or fix a type of event"
)
def change_event_type(request: HttpRequest, workspace: Path[str], name: Path[Name], change: EventTypeChange) -> Any:
    """Change the description, and what properties are agreed; null agrees to nothing any more."""
    access = require(request, workspace, "events.edit")
    fix = "agreed" in change.model_fields_set
    return catalogue.change_type(access, name, about=change.about, agreed=change.agreed, fix=fix)


@router.get("/events", response=RecentEvents, summary="Show the events that came in last")
def list_recent_events(
    request: HttpRequest,
    workspace: Path[str],
    after: int | None = None,
    type: Name | None = None,
    member: int | None = None,
    limit: Limit = 100,
) -> Any:
    """Return the newest events, or those of loads after the given one; ask again with `load` to follow them live."""
    from siyu.connect.events.stream import recent_events

    access = require(request, workspace, "events.view")
    return recent_events(access.workspace, after, limit, name=type, member=member)
