"""Endpoints of leads: where they stand, how they get on, what they score and why, their companies, and the document."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siyu.accounts.access import require
from siyu.lib.bodies import Body
from siyu.lib.labels import Label
from siyu.lib.paging import Limit

router = Router(tags=["leads"])
Text200 = Annotated[str, Field(max_length=200)]
Name = Annotated[str | None, Field(max_length=40)]
Company = Annotated[str | None, Field(max_length=1000)]


class LeadField(Schema):
    field: str
    attribute: str
    known: int
    share: float


class LeadStage(Schema):
    name: str
    label: Label
    group: str
    members: int


class LeadValue(Schema):
    name: str | None
    label: Label
    rule: dict[str, Any]
    members: int


class LeadCell(Schema):
    stage: str
    industry: str | None
    size: str | None
    members: int


class LeadSource(LeadValue):
    lead: int
    market_qualified: int
    won: int


class Renewals(Schema):
    days: int
    customers: int
    known: int
    soon: int
    late: int
    soon_rule: dict[str, Any]
    late_rule: dict[str, Any]


class LeadSpread(Schema):
    on: date
    contacts: int
    members: int
    fields: list[LeadField]
    stages: list[LeadStage]
    industries: list[LeadValue]
    sizes: list[LeadValue]
    cells: list[LeadCell]
    lookback_days: int
    sources: list[LeadSource]
    renewals: Renewals


class LeadStep(Schema):
    name: str
    label: Label
    group: str
    reached: int
    rate: float | None
    ended: int
    days: int | None
    lasting: int
    days_so_far: int | None


class LeadProgress(Schema):
    first: date | None
    last: date | None
    lookback_days: int
    contacts: int
    stages: list[LeadStep]


class LeadBand(Schema):
    name: str
    label: Label
    members: int
    then: int
    won: int
    rate: float | None
    rule: dict[str, Any]


class ScorePart(Schema):
    name: str
    group: str
    label: Label
    points: int
    members: int
    then: int
    rate: float | None
    rate_others: float | None


class LeadScores(Schema):
    on: date
    since: date
    contacts: int
    open_then: int
    won_since: int
    rate: float | None
    few: int
    warm: int
    hot: int
    bands: list[LeadBand]
    parts: list[ScorePart]


class GivenPart(Schema):
    name: str
    group: str
    label: Label
    points: int
    of: int
    holds: bool


class LeadOut(Schema):
    member_id: int
    name: str
    company: str | None
    industry: str | None
    size: str | None
    stage: str
    stage_label: Label
    since: date | None
    days: int | None
    late: bool
    points: int
    band: str
    parts: list[GivenPart]


class LeadPage(Schema):
    items: list[LeadOut]
    next: str | None
    total: int
    late: int
    handoff_days: int


class LeadAccount(Schema):
    company: str
    industry: str | None
    size: str | None
    contacts: int
    stage: str
    stage_label: Label
    points: int
    band: str
    late: int
    rule: dict[str, Any]


class AccountPage(Schema):
    items: list[LeadAccount]
    next: str | None
    total: int
    without: int


class LeadSettingsOut(Schema):
    document: dict[str, Any]
    yaml: str
    version: int
    updated_at: datetime | None
    updated_by: str | None


class LeadSettingsChange(Body):
    document: Any
    version: int


class StageSetIn(Body):
    stage: Annotated[str | None, Field(max_length=20)]
    why: Text200 = ""


@router.get("/leads", response=LeadPage, summary="List leads by their score")
def list_leads(
    request: HttpRequest,
    workspace: Path[str],
    stage: Name = None,
    band: Name = None,
    company: Company = None,
    search: Text200 = "",
    late: bool = False,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """Return business contacts, the highest score first, with the parts it is made of; names are masked.

    `company` is a company's name, `search` a part of it; `late` keeps those who have been market-qualified for longer
    than `handoff_days` without sales taking over.
    """
    from siyu.understand.leads.listing import Wanted, read_contacts
    from siyu.understand.leads.listing import list_leads as listed
    from siyu.understand.leads.settings import leads_of
    from siyu.understand.opening import open_inputs

    require(request, workspace, "members.view")
    found = require(request, workspace, "stages.view").workspace
    with open_inputs(found) as inputs:
        contacts = read_contacts(inputs, leads_of(found))
    return listed(found, contacts, Wanted(stage or None, band or None, company or None, search, late), cursor, limit)


@router.get("/leads/accounts", response=AccountPage, summary="List companies with their contacts")
def list_lead_accounts(
    request: HttpRequest,
    workspace: Path[str],
    search: Text200 = "",
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """Return the companies of business contacts, the highest score first."""
    from siyu.understand.leads.listing import list_accounts, read_contacts
    from siyu.understand.leads.settings import leads_of
    from siyu.understand.opening import open_inputs

    found = require(request, workspace, "stages.view").workspace
    with open_inputs(found) as inputs:
        return list_accounts(read_contacts(inputs, leads_of(found)), search, cursor, limit)


@router.get("/leads/spread", response=LeadSpread, summary="Tell leads by stage, industry and size")
def read_lead_spread(request: HttpRequest, workspace: Path[str], on: date | None = None) -> Any:
    """Return where business contacts stand at the end of a day, by default today; what is not known is named null."""
    from siyu.understand.leads.settings import leads_of
    from siyu.understand.leads.spread import spread_report
    from siyu.understand.stages.reports import open_stages

    found = require(request, workspace, "stages.view").workspace
    with open_stages(found, "b2b", on) as asked:
        return spread_report(asked.inputs, leads_of(found))


@router.get("/leads/progress", response=LeadProgress, summary="Tell how far leads get and how long they stay")
def read_lead_progress(request: HttpRequest, workspace: Path[str]) -> Any:
    """Return the funnel of the stages by the recorded days, with the median days of stays that ended and that last."""
    from siyu.understand.leads.progress import progress_report

    return progress_report(require(request, workspace, "stages.view").workspace)


@router.get("/leads/scores", response=LeadScores, summary="Tell what leads score and whether it tells anything")
def read_lead_scores(
    request: HttpRequest, workspace: Path[str], on: date | None = None, since: date | None = None
) -> Any:
    """Return bands and parts of the score, and what became of the contacts of `since` (ninety days before) by now."""
    from siyu.understand.leads.checking import score_report
    from siyu.understand.leads.settings import leads_of
    from siyu.understand.stages.reports import open_stages

    found = require(request, workspace, "stages.view").workspace
    with open_stages(found, "b2b", on) as asked:
        return score_report(asked.inputs, leads_of(found), since)


@router.get("/leads/settings", response=LeadSettingsOut, summary="Read how leads are scored")
def read_lead_settings(request: HttpRequest, workspace: Path[str]) -> Any:
    """Return the document of leads; version 0 is the shipped one."""
    from siyu.understand.leads.settings import lead_settings

    return _told(lead_settings(require(request, workspace, "stages.view").workspace))


@router.put("/leads/settings", response=LeadSettingsOut, summary="Change how leads are scored")
def put_lead_settings(request: HttpRequest, workspace: Path[str], body: LeadSettingsChange) -> Any:
    """Score leads anew; `version` is the one the change was made from (409 when there is a later one)."""
    from siyu.understand.leads.settings import change_leads

    return _told(change_leads(require(request, workspace, "stages.edit"), body.document, body.version))


@router.post("/members/{int:member_id}/stages/b2b", response={204: None}, summary="Set the B2B stage of a member")
def set_member_stage(request: HttpRequest, workspace: Path[str], member_id: int, body: StageSetIn) -> Any:
    """Say in which stage a contact is from now on; null takes it back, and the rules tell the stage again."""
    from siyu.understand.stages.marks import set_stage

    set_stage(require(request, workspace, "stages.edit"), "b2b", member_id, body.stage, body.why)
    return Status(204, None)


def _told(found: Any) -> dict[str, Any]:
    from siyu.lib import documents

    return {
        "document": found.document,
        "yaml": documents.dump(found.document),
        "version": found.version,
        "updated_at": found.updated_at,
        "updated_by": found.updated_by,
    }
