"""Uploads and imports by the number they are asked for with; another workspace's are not there."""

from __future__ import annotations

from siyu.accounts.models import Workspace
from siyu.connect.imports.models import Import, Upload
from siyu.lib.errors import Refusal
from siyu.lib.text import Text


def upload_of(workspace: Workspace, upload_id: str) -> Upload:
    """Return an upload whose file is still kept; refuses any other with 404."""
    found = Upload.objects.filter(workspace=workspace, pk=_number(upload_id), dropped_at=None).first()
    if found is None:
        raise Refusal(
            "upload.unknown", Text("没有这个上传的文件", "there is no such upload"), where="upload", status=404
        )
    return found


def import_of(workspace: Workspace, import_id: str) -> Import:
    """Return an import of the workspace; refuses an unknown one with 404."""
    runs = Import.objects.select_related("upload", "workspace")
    found = runs.filter(workspace=workspace, pk=_number(import_id)).first()
    if found is None:
        raise Refusal("import.unknown", Text("没有这次导入", "there is no such import"), status=404)
    return found


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 19 else 0
