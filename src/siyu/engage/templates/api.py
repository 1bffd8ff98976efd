"""Endpoints of templates: list, read, save, delete, preview, and the fields and channels they can use."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siyu.accounts.access import require
from siyu.engage.templates.models import Template
from siyu.lib.bodies import Body
from siyu.lib.labels import Label

router = Router(tags=["templates"])
Words = Annotated[str, Field(max_length=200)]
Document = dict[str, Any]


class MessageTemplateRow(Schema):
    name: str
    label: Label
    content_class: str
    channels: list[str]
    version: int
    updated_at: datetime
    updated_by: str


class MessageTemplates(Schema):
    items: list[MessageTemplateRow]
    next: str | None = None
    total: int


class MessageTemplateVersion(Schema):
    version: int
    at: datetime
    by: str


class MessageTemplateOut(MessageTemplateRow):
    document: Document
    yaml: str
    versions: list[MessageTemplateVersion]


class MessageTemplateText(Schema):
    yaml: str
    document: Document


class NewMessageTemplate(Body):
    document: Document


class MessageTemplateChange(Body):
    document: Document
    version: Annotated[int, Field(ge=1, le=1_000_000)]


class TemplatePreviewing(Body):
    document: Document
    member_id: Annotated[int, Field(ge=1, le=2**53)] | None = None
    reveal: bool = False


class ContentMeasure(Schema):
    where: str
    unit: str
    count: int
    most: int | None


class ContentProblem(Schema):
    code: str
    message: Label
    where: str | None
    mend: Label | None


class PreviewedChannel(Schema):
    channel: str
    content: Document | None
    measures: list[ContentMeasure]
    problem: ContentProblem | None


class PreviewedValue(Schema):
    name: str
    label: Label
    value: str | None
    fallback: str | None


class TemplatePreview(Schema):
    channels: list[PreviewedChannel]
    values: list[PreviewedValue]
    masked: bool


class TemplateField(Schema):
    name: str
    label: Label
    type: str
    group: str
    group_label: Label
    is_certain: bool


class ContentChannel(Schema):
    name: str
    label: Label


class TemplateVocabulary(Schema):
    fields: list[TemplateField]
    channels: list[ContentChannel]


@router.get("/templates", response=MessageTemplates, summary="List the message templates")
def list_all(
    request: HttpRequest,
    workspace: Path[str],
    search: Words = "",
    content_class: Literal["", "transactional", "service", "marketing"] = "",
    channel: Annotated[str, Field(max_length=32)] = "",
) -> Any:
    """Return all templates, or those that hold the words, are of a class or say something by a channel."""
    from siyu.engage.templates.reading import list_templates

    access = require(request, workspace, "templates.view")
    items = list_templates(access.workspace, search, content_class, channel)
    return {"items": items, "total": len(items)}


@router.post("/templates", response={201: MessageTemplateOut}, summary="Make a message template")
def create(request: HttpRequest, workspace: Path[str], body: NewMessageTemplate) -> Any:
    """Save a template as its first version."""
    from siyu.engage.templates.changing import create_template

    access = require(request, workspace, "templates.edit")
    return Status(201, _out(create_template(access, body.document)))


@router.get("/templates/{name}", response=MessageTemplateOut, summary="Show a message template")
def read(request: HttpRequest, workspace: Path[str], name: str) -> Any:
    """Return the document, its YAML and its versions."""
    from siyu.engage.templates.reading import find_template

    return _out(find_template(require(request, workspace, "templates.view").workspace, name))


@router.get(
    "/templates/{name}/versions/{int:version}", response=MessageTemplateText, summary="Show a template's version"
)
def read_version(request: HttpRequest, workspace: Path[str], name: str, version: int) -> Any:
    """Return the document a template had in a version, and its YAML."""
    from siyu.engage.templates.reading import TEMPLATES
    from siyu.lib.documents import dump

    access = require(request, workspace, "templates.view")
    document = TEMPLATES.find_version(access.workspace, name, version).document
    return {"yaml": dump(document), "document": document}


@router.put("/templates/{name}", response=MessageTemplateOut, summary="Change a message template")
def change(request: HttpRequest, workspace: Path[str], name: str, body: MessageTemplateChange) -> Any:
    """Save a new version, made from the `version` that was read."""
    from siyu.engage.templates.changing import change_template

    access = require(request, workspace, "templates.edit")
    return _out(change_template(access, name, body.document, body.version))


@router.delete("/templates/{name}", response={204: None}, summary="Delete a message template")
def delete(request: HttpRequest, workspace: Path[str], name: str) -> Any:
    """Delete a template with its versions, unless messages that are still to be sent need it."""
    from siyu.engage.templates.changing import delete_template

    delete_template(require(request, workspace, "templates.edit"), name)
    return Status(204, None)


@router.post("/template-previews", response=TemplatePreview, summary="TemplatePreview a message template")
def preview(request: HttpRequest, workspace: Path[str], body: TemplatePreviewing) -> Any:
    """Return what a member would read, or somebody of whom nothing is known; to reveal is permitted apart, and audited."""
    from siyu.engage.templates.previewing import preview_template

    access = require(request, workspace, "templates.view")
    if body.member_id is not None:
        access = require(request, workspace, "members.reveal" if body.reveal else "members.view")
    return preview_template(access, body.document, body.member_id, reveal=body.reveal)


@router.get("/template-fields", response=TemplateVocabulary, summary="List what templates can use")
def read_vocabulary(request: HttpRequest, workspace: Path[str]) -> Any:
    """Return every field of members a text can use, and the channels a template can have content for."""
    from siyu.engage.templates.contents.kinds import KINDS
    from siyu.engage.templates.fields import GROUPS, known_fields

    access = require(request, workspace, "templates.view")
    fields = [
        {
            "name": field.name,
            "label": field.label.as_dict(),
            "type": field.type,
            "group": field.group,
            "group_label": GROUPS[field.group].as_dict(),
            "is_certain": field.is_certain,
        }
        for field in known_fields(access.workspace).values()
    ]
    channels = [{"name": kind.name, "label": kind.label.as_dict()} for kind in KINDS.values()]
    return {"fields": fields, "channels": channels}


def _out(template: Template) -> dict[str, Any]:
    from siyu.lib.documents import dump

    row: dict[str, Any] = {name: getattr(template, name) for name in MessageTemplateRow.model_fields}
    return {
        **row,
        "document": template.document,
        "yaml": dump(template.document),
        "versions": template.versions.order_by("-version").values("version", "at", "by"),
    }
