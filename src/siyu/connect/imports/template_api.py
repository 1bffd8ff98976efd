"""Endpoints of mapping templates."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siyu.accounts.access import require
from siyu.connect.imports import listing, templates
from siyu.connect.imports.models import MappingTemplate
from siyu.lib.bodies import Body
from siyu.lib.documents import dump
from siyu.lib.paging import Limit

router = Router(tags=["imports"])
Name = Annotated[str, Field(max_length=templates.LONGEST_NAME, pattern=r"\S")]
Search = Annotated[str, Field(max_length=200)]
Word = Annotated[str, Field(max_length=40)]


class TemplateOut(Schema):
    id: int
    name: str
    kind: str
    columns: list[str]
    source: str
    made_at: datetime
    used_at: datetime
    used_by: str
    mapping: dict[str, Any]


class TemplateDetail(TemplateOut):
    yaml: str

    @staticmethod
    def resolve_yaml(template: MappingTemplate) -> str:
        """Return the mapping document as YAML."""
        return dump(template.mapping)


class TemplatePage(Schema):
    items: list[TemplateOut]
    next: str | None
    total: int


class TemplateChange(Body):
    name: Name


@router.get("/mapping-templates", response=TemplatePage, summary="List mapping templates")
def list_templates(
    request: HttpRequest,
    workspace: Path[str],
    search: Search = "",
    kind: Word = "",
    sort: Word = "-used",
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """List the mappings of files that came in before, the last used first; `sort` is used, name or kind."""
    access = require(request, workspace, "imports.view")
    found = listing.list_templates(
        access.workspace, search=search.strip(), kind=kind, sort=sort, cursor=cursor, limit=limit
    )
    return {"items": found.items, "next": found.next, "total": found.total}


@router.get("/mapping-templates/{int:template}", response=TemplateDetail, summary="Show a mapping template")
def read_template(request: HttpRequest, workspace: Path[str], template: int) -> Any:
    """Return one template with its mapping, also as YAML."""
    return templates.find_template(require(request, workspace, "imports.view").workspace, template)


@router.get("/mapping-templates/{int:template}/document.yaml", summary="Download a mapping template")
def download_template(request: HttpRequest, workspace: Path[str], template: int) -> HttpResponse:
    """Return the mapping document as a YAML file, as `siyu import --map` takes it."""
    found = templates.find_template(require(request, workspace, "imports.view").workspace, template)
    name = quote(f"{found.name}.yaml")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return HttpResponse(dump(found.mapping), content_type="application/yaml; charset=utf-8", headers=headers)


@router.patch("/mapping-templates/{int:template}", response=TemplateDetail, summary="Rename a mapping template")
def rename_template(request: HttpRequest, workspace: Path[str], template: int, change: TemplateChange) -> Any:
    """Give a template another name."""
    access = require(request, workspace, "imports.run")
    return templates.rename_template(access, template, change.name.strip())


@router.delete("/mapping-templates/{int:template}", response={204: None}, summary="Delete a mapping template")
def delete_template(request: HttpRequest, workspace: Path[str], template: int) -> Any:
    """Forget a template; the next import of such a file makes one again."""
    templates.delete_template(require(request, workspace, "imports.run"), template)
    return Status(204, None)
