"""Endpoints of what comes before an import: the kinds there are, files handed over, and how they may be read."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from ninja import File, Form, Path, Router, Schema, Status
from ninja.files import UploadedFile

from siyu.accounts.access import Access, require
from siyu.accounts.audit import record
from siyu.connect.imports.finding import upload_of
from siyu.connect.imports.kinds import all_kinds
from siyu.connect.imports.models import Import, Upload
from siyu.lib.bodies import Body
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

if TYPE_CHECKING:
    from siyu.connect.imports.handing_over import Glimpse

router = Router(tags=["imports"])


class FieldOut(Schema):
    name: str
    label: dict[str, str]
    type: str
    required: bool
    aliases: list[str]
    about: dict[str, str]
    example: str
    choices: list[str]


class KindOut(Schema):
    name: str
    label: dict[str, str]
    about: dict[str, str]
    identified: str
    open_prefix: str | None
    fields: list[FieldOut]


class ColumnOut(Schema):
    name: str
    type: str


class ProposalOut(Schema):
    kind: str
    score: float
    mapping: dict[str, Any]


class TemplateFit(Schema):
    id: int
    name: str
    kind: str
    score: float
    used_at: datetime
    mapping: dict[str, Any]


class UploadOut(Schema):
    id: str
    filename: str
    bytes: int
    format: str
    encoding: str | None
    sheets: list[str]
    sheet: str
    columns: list[ColumnOut]
    rows_sampled: list[list[str | None]]
    templates: list[TemplateFit]
    proposals: list[ProposalOut]


class SheetIn(Body):
    sheet: str


@router.get("/import-kinds", response=list[KindOut])
def list_kinds(request: HttpRequest, workspace: Path[str]) -> Any:
    """List what can be imported, with every field and the column names by which it is recognised."""
    require(request, workspace, "imports.view")
    return [kind.as_dict() for kind in all_kinds()]


@router.post("/uploads", response={201: UploadOut})
def upload_file(
    request: HttpRequest,
    workspace: Path[str],
    file: File[UploadedFile],
    encoding: Form[str] = "",
    sheet: Form[str] = "",
) -> Any:
    """Hand over a CSV, JSON Lines (either may be gzipped), Excel or Parquet file.

    The answer shows its first rows and proposes mappings: kept templates that fit, then those made up from names and
    values, each the likeliest first. Of a workbook with several sheets the
    first is read unless `sheet` names another; `sheets` tells them all.
    """
    from siyu.connect.imports.handing_over import keep_upload

    access = require(request, workspace, "imports.run")
    upload, glimpse = keep_upload(
        access.workspace, file.chunks(), file.name or "", by=access.by, encoding=encoding or None, sheet=sheet or None
    )
    record(access, "upload.made", "upload", str(upload.pk), {"bytes": upload.bytes, "format": upload.format})
    return Status(201, _uploaded(access, upload, glimpse))


@router.put("/uploads/{upload_id}/sheet", response=UploadOut)
def read_other_sheet(request: HttpRequest, workspace: Path[str], upload_id: str, body: SheetIn) -> Any:
    """Read another sheet of an uploaded workbook; the answer is that of an upload."""
    from siyu.connect.imports.handing_over import choose_sheet

    access = require(request, workspace, "imports.run")
    upload = upload_of(access.workspace, upload_id)
    if Import.objects.filter(upload=upload).exclude(dry_run=True).exists():
        raise Refusal("upload.used", Text("文件已经导入过", "the file has been imported"), where="upload", status=409)
    return _uploaded(access, upload, choose_sheet(upload, body.sheet))


def _uploaded(access: Access, upload: Upload, glimpse: Glimpse) -> dict[str, Any]:
    from siyu.connect.imports.fitting import fitting_templates
    from siyu.connect.imports.proposing import propose

    return {
        "id": str(upload.pk),
        "filename": upload.filename,
        "bytes": upload.bytes,
        "format": upload.format,
        "encoding": glimpse.encoding or None,
        "sheets": glimpse.sheets,
        "sheet": glimpse.sheet,
        "columns": glimpse.columns,
        "rows_sampled": glimpse.sample,
        "templates": fitting_templates(access.workspace, glimpse.names),
        "proposals": propose(glimpse, access.workspace),
    }
