"""Endpoints of single codes: what one is good for, and claiming it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field, model_validator

from siyu.accounts.access import require
from siyu.connect.codes.finding import VERDICTS, Verdict, code_row, find_code, verdict_of
from siyu.connect.codes.types import TYPES
from siyu.lib.bodies import Body
from siyu.lib.labels import Label

router = Router(tags=["codes"])
Serial = Annotated[str, Field(min_length=1, max_length=80)]


class CodeTypeOut(Schema):
    name: str
    label: Label
    stands_for: Label
    property: str


class CodeOut(Schema):
    batch: int
    number: int
    type: str
    stands_for: str
    verdict: Verdict
    said: Label
    scans: int
    first_at: datetime | None
    last_at: datetime | None
    claims: int
    uses: int


class NewCodeClaim(Body):
    """Who claims is named by identifiers (`phone`, `unionid`, `openid:<app>` …), of which unknown ones make a member, or
    by the number of a member there is."""

    serial: Serial
    identifiers: Annotated[
        dict[Annotated[str, Field(max_length=100)], Annotated[str, Field(max_length=200)]], Field(max_length=10)
    ] = {}
    member: Annotated[int, Field(ge=1, le=2**63 - 1)] | None = None

    @model_validator(mode="after")
    def named_one_way(self) -> NewCodeClaim:
        """Refuse both ways at once: they could name two people."""
        if self.identifiers and self.member is not None:
            raise ValueError("identifiers or member, not both")
        return self


class CodeClaimMade(Schema):
    id: int
    batch: int
    number: int
    nth: int
    type: str
    stands_for: str
    member_id: int | None
    at: datetime
    is_new: bool


@router.get("/code-types", response=list[CodeTypeOut], summary="List the types of codes")
def list_types(request: HttpRequest, workspace: Path[str]) -> Any:
    """Return what a code can stand on, and what it then stands for."""
    require(request, workspace, "codes.view")
    return [
        {
            "name": one.name,
            "label": one.label.as_dict(),
            "stands_for": one.stands_for.as_dict(),
            "property": one.property,
        }
        for one in TYPES.values()
    ]


@router.post("/codes/claims", response={200: CodeClaimMade, 201: CodeClaimMade}, summary="Claim a code for a member")
def claim(request: HttpRequest, workspace: Path[str], new: NewCodeClaim) -> Any:
    """Claim one use of a code: 201 when it was made now, 200 when the same member has it already.

    Refuses a serial that was never made (404), has a typing error (422), or is void, early, expired or used up (409).
    """
    from siyu.connect.codes.claiming import claim_code

    access = require(request, workspace, "codes.claim")
    made = claim_code(access, new.serial, identifiers=new.identifiers, member=new.member)
    row, batch = made.claim, made.claim.batch
    told = {"id": row.pk, "batch": batch.pk, "number": row.number, "nth": row.nth, "type": batch.type,
            "stands_for": batch.stands_for, "member_id": row.claimer, "at": row.at, "is_new": made.is_new}  # fmt: skip
    return Status(201 if made.is_new else 200, told)


@router.get("/codes/{serial}", response=CodeOut, summary="Show a code")
def read_code(request: HttpRequest, workspace: Path[str], serial: Path[Serial]) -> Any:
    """Return what a code is good for now and what happened to it; looking here is not a scan."""
    access = require(request, workspace, "codes.view")
    known = find_code(serial, access.workspace)
    row, batch = code_row(known), known.batch
    verdict = verdict_of(batch, row, access.workspace.today())
    return {
        "batch": batch.pk,
        "number": known.number,
        "type": batch.type,
        "stands_for": batch.stands_for,
        "verdict": verdict,
        "said": VERDICTS[verdict].as_dict(),
        "scans": row.scans if row else 0,
        "first_at": row.first_at if row else None,
        "last_at": row.last_at if row else None,
        "claims": row.claims if row else 0,
        "uses": batch.uses,
    }
