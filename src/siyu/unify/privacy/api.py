"""Endpoints of privacy requests: what is held about a person, the requests, receipts and files."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import FileResponse, HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siyu.accounts.access import require
from siyu.accounts.audit import record
from siyu.lib.bodies import Body
from siyu.lib.labels import Label
from siyu.lib.paging import Limit

router = Router(tags=["privacy"])
MemberId = Annotated[int, Field(ge=1, le=2**32 - 1)]


class PersonalStore(Schema):
    name: str
    label: Label
    rows: int
    fate: str | None = None
    fate_label: Label | None = None
    keeps: Label | None = None


class WhatGoes(Schema):
    member_id: int
    ids: int
    stores: list[PersonalStore]


class PrivacyReceipt(Schema):
    ids: int = 0
    backups: int | None = None
    stores: list[PersonalStore] = []


class PrivacyProblem(Schema):
    code: str
    message: Label
    where: str | None
    mend: Label | None


class PrivacyRequestOut(Schema):
    id: int
    kind: Literal["export", "erasure"]
    member_id: int
    state: Literal["queued", "running", "waiting", "done", "failed"]
    stage: str
    by: str
    made_at: datetime
    due_on: date
    goes_on_at: datetime | None
    finished_at: datetime | None
    expires_at: datetime | None
    has_file: bool
    file_bytes: int | None
    receipt: PrivacyReceipt
    error: PrivacyProblem | None


class PrivacyRequestPage(Schema):
    items: list[PrivacyRequestOut]
    next: str | None
    total: int


class Asked(Body):
    kind: Literal["export", "erasure"]
    member_id: MemberId
    confirmed: Annotated[str, Field(max_length=200)] = ""


@router.get("/members/{int:member_id}/personal-data", response=WhatGoes, summary="Count what is held about a person")
def read_personal_data(request: HttpRequest, workspace: Path[str], member_id: int) -> Any:
    """Return how many rows of each store are about the person: what an erasure would touch."""
    from siyu.unify.privacy.asking import what_goes

    return what_goes(require(request, workspace, "privacy.view").workspace, member_id)


@router.get("/privacy-requests", response=PrivacyRequestPage, summary="List privacy requests")
def list_privacy_requests(
    request: HttpRequest,
    workspace: Path[str],
    *,
    kind: Literal["export", "erasure"] | None = None,
    member_id: MemberId | None = None,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """List requests, the newest first."""
    from siyu.unify.privacy.listing import list_requests

    access = require(request, workspace, "privacy.view")
    return list_requests(access.workspace, kind, member_id, cursor, limit)


@router.post("/privacy-requests", response={202: PrivacyRequestOut}, summary="Ask for an export or an erasure")
def ask(request: HttpRequest, workspace: Path[str], body: Asked) -> Any:
    """Queue a file with everything about a person, or their erasure; `confirmed` repeats the member's number or name."""
    from siyu.unify.privacy.asking import ask_erasure, ask_export
    from siyu.unify.privacy.listing import shown

    if body.kind == "export":
        made = ask_export(require(request, workspace, "privacy.export"), body.member_id)
    else:
        made = ask_erasure(require(request, workspace, "privacy.erase"), body.member_id, body.confirmed)
    return Status(202, shown(made))


@router.get("/privacy-requests/{int:request_id}", response=PrivacyRequestOut, summary="Read a privacy request")
def read_privacy_request(request: HttpRequest, workspace: Path[str], request_id: int) -> Any:
    """Return a request with its receipt."""
    from siyu.unify.privacy.asking import find_request
    from siyu.unify.privacy.listing import shown

    return shown(find_request(require(request, workspace, "privacy.view").workspace, request_id))


@router.get("/privacy-requests/{int:request_id}/file", summary="Download an export")
def read_privacy_file(request: HttpRequest, workspace: Path[str], request_id: int) -> FileResponse:
    """Stream the ZIP; every download is kept in the audit log."""
    from siyu.unify.privacy.asking import find_request
    from siyu.unify.privacy.listing import open_file_of

    access = require(request, workspace, "privacy.export")
    found = find_request(access.workspace, request_id)
    file = open_file_of(found)
    record(access, "export.downloaded", "member", str(found.member_id), {"request": found.pk})
    return FileResponse(file, as_attachment=True, filename=f"member-{found.member_id}.zip")
