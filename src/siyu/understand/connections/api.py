"""The endpoint of multi-touch."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from siyu.accounts.access import require
from siyu.lib.labels import Label
from siyu.understand.behaviour.api import AskedReport, Span

router = Router(tags=["connections"])
Days = Annotated[int, Field(ge=1, le=1100)]
Segment = Annotated[str | None, Field(max_length=64)]


class ConnectionKind(Schema):
    name: str
    label: Label
    members: int
    before: int


class ConnectionDepth(Schema):
    depth: int
    members: int
    before: int


class ConnectionContact(Schema):
    name: str
    label: Label
    members: int


class ConnectionPool(Schema):
    name: str
    label: Label
    members: int
    entered: int
    entered_before: int


class PoolCrossing(Schema):
    source: str
    target: str
    entered: int
    already: int
    crossed: int
    rate: float | None
    rate_before: float | None
    median_days: float | None


class ConnectionReport(AskedReport):
    before: Span
    kinds: list[ConnectionKind]
    depth: list[ConnectionDepth]
    mean_depth: float | None
    mean_depth_before: float | None
    contacts: list[ConnectionContact] | None
    pools: list[ConnectionPool]
    crossings: list[PoolCrossing]


@router.get("/connections", response=ConnectionReport, by_alias=True, summary="Tell how members are connected")
def read_connections(
    request: HttpRequest, workspace: Path[str], days: Days = 90, segment: Segment = None, as_of: date | None = None
) -> Any:
    """Return the depth of connection on a day beside so many days before, and who crossed from pool to pool in them.

    `contacts`, what identifiers and consents tell, is null for a day that is over: their state then is not known.
    """
    from siyu.understand.behaviour.asking import open_asked
    from siyu.understand.connections.report import connection_report

    found = require(request, workspace, "behaviour.view").workspace
    with open_asked(found, segment=segment, as_of=as_of) as asked:
        return connection_report(asked, days, is_now=as_of in {None, found.today()})
