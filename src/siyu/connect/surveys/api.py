"""Endpoints of surveys: their documents, a preview, the code to scan, and the answers."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siyu.accounts.access import require
from siyu.accounts.audit import record
from siyu.connect.surveys import managing
from siyu.connect.surveys.models import Survey
from siyu.lib.bodies import Body
from siyu.lib.documents import dump
from siyu.lib.labels import Label
from siyu.lib.paging import Limit, page, read_cursor
from siyu.lib.qr import svg

router = Router(tags=["surveys"])
Document = dict[str, Any]


class SurveyRow(Schema):
    id: int
    token: str
    title: Label
    version: int
    made_at: datetime
    changed_at: datetime
    closed_at: datetime | None
    answers: int


class SurveyPage(Schema):
    items: list[SurveyRow]
    next: str | None
    total: int


class SurveyVersionOut(Schema):
    version: int
    at: datetime
    by: str


class SurveyOut(Schema):
    id: int
    token: str
    title: Label
    version: int
    document: Document
    made_at: datetime
    changed_at: datetime
    closed_at: datetime | None
    versions: list[SurveyVersionOut]

    @staticmethod
    def resolve_versions(survey: Survey) -> Any:
        """Return all versions, the latest first."""
        return survey.versions.order_by("-version")


class PastSurvey(SurveyVersionOut):
    document: Document
    yaml: str


class NewSurvey(Body):
    document: Document


class SurveyChange(Body):
    document: Document | None = None
    version: int | None = None
    closed: bool | None = None


class SurveyPreview(Body):
    document: Document
    language: Annotated[str, Field(max_length=10)] = "zh-CN"


class PreviewOut(Schema):
    html: str


class ChoiceCount(Schema):
    value: str
    count: int


class QuestionCounts(Schema):
    name: str
    type: str
    is_personal: bool
    answered: int
    counts: list[ChoiceCount]


class AnswerOut(Schema):
    key: str
    at: datetime
    member_id: int | None
    form_version: int | None
    consent_version: str
    values: dict[str, Any]
    is_sealed: bool


class AnswerPage(Schema):
    items: list[AnswerOut]
    next: str | None
    total: int


@router.get("/surveys", response=SurveyPage, summary="List the surveys")
def list_surveys(
    request: HttpRequest,
    workspace: Path[str],
    search: Annotated[str, Field(max_length=100)] = "",
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """Return surveys, the latest first, with how many answers each has."""
    from siyu.connect.surveys.answers import count_answers

    access = require(request, workspace, "surveys.view")
    words = search.strip().lower()
    found = Survey.objects.filter(workspace=access.workspace).order_by("-pk")
    if words:
        found = found.filter(pk__in=[one.pk for one in found if words in " ".join(one.title.values()).lower()])
    total = found.count()
    if place := read_cursor(cursor, int):
        found = found.filter(pk__lt=place[0])
    shown, following = page(found[: limit + 1], limit, lambda survey: [survey.pk])
    answers = count_answers(access.workspace, shown)
    names = [name for name in SurveyRow.model_fields if name != "answers"]
    items = [{**{name: getattr(one, name) for name in names}, "answers": answers[one.token]} for one in shown]
    return {"items": items, "next": following, "total": total}


@router.post("/surveys", response={201: SurveyOut}, summary="Publish a survey")
def create_survey(request: HttpRequest, workspace: Path[str], new: NewSurvey) -> Any:
    """Publish a form at an address of its own, `/f/<token>`."""
    return Status(201, managing.make_survey(require(request, workspace, "surveys.edit"), new.document))


@router.get("/surveys/{int:survey}", response=SurveyOut, summary="Show a survey")
def read_survey(request: HttpRequest, workspace: Path[str], survey: int) -> Any:
    """Return a survey with its document and its versions."""
    return managing.find_survey(require(request, workspace, "surveys.view").workspace, survey)


@router.patch("/surveys/{int:survey}", response=SurveyOut, summary="Change a survey")
def change_survey(request: HttpRequest, workspace: Path[str], survey: int, change: SurveyChange) -> Any:
    """Publish another document as a new version, or close and open the survey."""
    return managing.change_survey(require(request, workspace, "surveys.edit"), survey, **change.model_dump())


@router.get("/surveys/{int:survey}/versions/{int:version}", response=PastSurvey, summary="Show a survey's version")
def read_survey_version(request: HttpRequest, workspace: Path[str], survey: int, version: int) -> Any:
    """Return the document that a survey had, also as YAML."""
    access = require(request, workspace, "surveys.view")
    found = managing.find_version(managing.find_survey(access.workspace, survey), version)
    return {
        "version": version,
        "at": found.at,
        "by": found.by,
        "document": found.document,
        "yaml": dump(found.document),
    }


@router.post("/survey-previews", response=PreviewOut, summary="Show how a survey would look")
def preview_survey(request: HttpRequest, workspace: Path[str], preview: SurveyPreview) -> Any:
    """Return the page that people would see. Nothing is kept."""
    from siyu.connect.public import LANGUAGES
    from siyu.connect.surveys.documents import parse_survey
    from siyu.connect.surveys.rendering import form_page

    require(request, workspace, "surveys.view")
    language = preview.language if preview.language in LANGUAGES else "zh-CN"
    return {"html": form_page(parse_survey(preview.document), language)}


@router.get("/surveys/{int:survey}/code.svg", summary="Return a code to scan", include_in_schema=True)
def draw_code(request: HttpRequest, workspace: Path[str], survey: int) -> HttpResponse:
    """Return the address of the form as a QR code, an SVG picture."""
    found = managing.find_survey(require(request, workspace, "surveys.view").workspace, survey)
    scheme = "https" if settings.SESSION_COOKIE_SECURE else request.scheme
    return HttpResponse(svg(f"{scheme}://{request.get_host()}/f/{found.token}"), content_type="image/svg+xml")


@router.get("/surveys/{int:survey}/answers", response=AnswerPage, summary="List the answers to a survey")
def list_answers(
    request: HttpRequest,
    workspace: Path[str],
    survey: int,
    reveal: bool = False,
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """Return the answers, the newest first. Texts and phones are sealed; `reveal` opens them, which is kept on record."""
    from siyu.connect.surveys.answers import list_answers as answers_of

    access = require(request, workspace, "members.reveal" if reveal else "surveys.view")
    found = managing.find_survey(access.workspace, survey)
    if reveal:
        record(access, "survey.answers_revealed", "survey", str(survey))
    return answers_of(found, cursor, limit, reveal=reveal)


@router.get("/surveys/{int:survey}/counts", response=list[QuestionCounts], summary="Count the answers to a survey")
def count_answers(request: HttpRequest, workspace: Path[str], survey: int) -> Any:
    """Return for every question how often each choice was given."""
    from siyu.connect.surveys.answers import count_choices

    return count_choices(managing.find_survey(require(request, workspace, "surveys.view").workspace, survey))


@router.get("/surveys/{int:survey}/answers.csv", summary="Export the answers to a survey")
def export_answers(
    request: HttpRequest, workspace: Path[str], survey: int, reveal: bool = False
) -> StreamingHttpResponse:
    """Return all answers as CSV, texts and phones only with `reveal`; every export is kept on record."""
    from siyu.connect.surveys.answers import answer_lines

    access = require(request, workspace, "members.reveal" if reveal else "surveys.view")
    found = managing.find_survey(access.workspace, survey)
    record(access, "survey.answers_exported", "survey", str(survey), {"masked": not reveal})
    answer = StreamingHttpResponse(answer_lines(found, reveal=reveal), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="survey-{found.token}.csv"'
    return answer
