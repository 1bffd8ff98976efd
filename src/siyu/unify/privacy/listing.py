"""Privacy requests as they are shown."""

from __future__ import annotations

from typing import Any, BinaryIO

from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.paging import page, read_cursor
from siyu.lib.text import Text
from siyu.unify.privacy.models import PrivacyRequest


def list_requests(
    workspace: Workspace, kind: str | None, member_id: int | None, cursor: str | None, limit: int
) -> dict[str, Any]:
    """Return a page of requests, the newest first."""
    chosen = PrivacyRequest.objects.filter(workspace=workspace)
    if kind is not None:
        chosen = chosen.filter(kind=kind)
    if member_id is not None:
        chosen = chosen.filter(member_id=member_id)
    total = chosen.count()
    place = read_cursor(cursor, int)
    if place:
        chosen = chosen.filter(pk__lt=place[0])
    rows, following = page(chosen.order_by("-pk")[: limit + 1], limit, lambda row: [row.pk])
    return {"items": [shown(row) for row in rows], "next": following, "total": total}


def shown(request: PrivacyRequest) -> dict[str, Any]:
    """Return a request as the API shows it."""
    names = ("kind", "member_id", "state", "stage", "by", "made_at", "due_on", "goes_on_at", "finished_at")
    return {
        "id": request.pk,
        **{name: getattr(request, name) for name in (*names, "expires_at", "file_bytes", "receipt", "error")},
        "has_file": _has_file(request),
    }


def open_file_of(request: PrivacyRequest) -> BinaryIO:
    """Open the request's file. Raises `Refusal` (404) when there is none yet, or none any more."""
    try:
        if _has_file(request):
            return request.file.open("rb")
    except FileNotFoundError:
        pass
    raise Refusal(
        "privacy.no_file",
        Text("导出文件尚未生成或已过期", "the file is not made yet, or has expired"),
        where="request_id",
        mend=Text("请重新申请导出。", "Ask for the export again."),
        status=404,
    )


def _has_file(request: PrivacyRequest) -> bool:
    is_made = request.kind == PrivacyRequest.EXPORT and request.state == PrivacyRequest.DONE
    return is_made and request.dropped_at is None
