"""Endpoints of readings from WeCom: what is known, the last ones, a new one; and the staff they found."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siyu.accounts.access import require
from siyu.connect.contacts import showing
from siyu.connect.contacts.asking import ask_for_reading, find_readable
from siyu.lib.bodies import Body
from siyu.lib.paging import Limit, page, read_cursor

router = Router(tags=["contacts"])


class ContactSyncOut(Schema):
    id: int
    is_full: bool
    by: str
    step: str
    counts: dict[str, int]
    error: dict[str, Any] | None
    started_at: datetime
    finished_at: datetime | None
    steps_done: int
    steps: int
    staff_done: int
    staff_whole: int


class ContactSummary(Schema):
    relations: int
    customers: int
    staff: int
    tags: int
    groups: int
    seats: int
    items: list[ContactSyncOut]
    next: str | None = None
    total: int


class StaffMemberOut(Schema):
    userid: str
    name: str
    position: str
    has_contact: bool
    customers: int
    gone_at: datetime | None


class StaffMembers(Schema):
    items: list[StaffMemberOut]
    next: str | None
    total: int


class NewContactSync(Body):
    is_full: bool = True


@router.get("/channels/{int:channel}/contact-syncs", response=ContactSummary, summary="Tell what is known of contacts")
def list_syncs(request: HttpRequest, workspace: Path[str], channel: int) -> Any:
    """Return how many customers, staff, tags and groups are known, and the last readings."""
    access = require(request, workspace, "channels.view")
    return showing.summary(find_readable(access.workspace, channel))


@router.post("/channels/{int:channel}/contact-syncs", response={202: ContactSyncOut}, summary="Read contacts anew")
def create_sync(request: HttpRequest, workspace: Path[str], channel: int, new: NewContactSync) -> Any:
    """Have a worker read all customers, or only who came and went; one that was left half done is gone on with."""
    access = require(request, workspace, "contacts.sync")
    with transaction.atomic():
        run = ask_for_reading(access, find_readable(access.workspace, channel), is_full=new.is_full)
    return Status(202, showing.show_run(run))


@router.get("/channels/{int:channel}/staff", response=StaffMembers, summary="List the staff of a channel")
def list_staff(
    request: HttpRequest,
    workspace: Path[str],
    channel: int,
    *,
    search: Annotated[str, Field(max_length=100)] = "",
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """Return staff with how many customers each has, those who are gone last."""
    access = require(request, workspace, "channels.view")
    found = showing.staff_of(find_readable(access.workspace, channel), search)
    start = (read_cursor(cursor, int) or [0])[0]
    shown, following = page(found[start : start + limit + 1], limit, lambda row: [start + limit])
    return {"items": shown, "next": following, "total": found.count()}
