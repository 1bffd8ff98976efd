"""Endpoints of folder pulls: what is pulled from where, the files seen, the last looks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any

from django.db.models import Count
from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siyu.accounts.access import require
from siyu.connect.imports.listing import Sorts, sorted_page
from siyu.connect.pulls import managing
from siyu.connect.pulls.folders import allowed_folders, folders_there
from siyu.connect.pulls.models import FolderPull, PulledFile
from siyu.lib.bodies import Body
from siyu.lib.documents import dump
from siyu.lib.errors import Refusal
from siyu.lib.paging import Limit
from siyu.lib.text import Text

router = Router(tags=["folder pulls"])
Name = Annotated[str, Field(max_length=100, pattern=r"\S")]
Search = Annotated[str, Field(max_length=200)]
Word = Annotated[str, Field(max_length=40)]

FILE_SORTS: Sorts = {"seen": ("pk", int), "name": ("name", str), "state": ("state", str), "size": ("size", int)}


class LookOut(Schema):
    first_at: datetime
    at: datetime
    times: int
    counts: dict[str, int]
    error: dict[str, Any] | None


class PullOut(Schema):
    id: int
    name: str
    document: dict[str, Any]
    by: str
    made_at: datetime
    changed_at: datetime
    paused_at: datetime | None
    due_at: datetime
    files: dict[str, int]
    last: LookOut | None


class PullDetail(PullOut):
    yaml: str
    looks: list[LookOut]


class Pulls(Schema):
    items: list[PullOut]
    next: str | None = None
    total: int


class PulledFileOut(Schema):
    id: int
    name: str
    size: int
    state: str
    import_id: str | None
    rows_read: int | None
    loaded: int | None
    repeated: int | None
    quarantined: int | None
    error: dict[str, Any] | None
    moved_to: str
    seen_at: datetime
    settled_at: datetime | None


class PulledFiles(Schema):
    items: list[PulledFileOut]
    next: str | None
    total: int


class FoldersOut(Schema):
    allowed: list[str]
    there: list[str]


class NewPull(Body):
    name: Name
    document: dict[str, Any]


class PullChange(Body):
    name: Name | None = None
    document: dict[str, Any] | None = None


@router.get("/import-folders", response=FoldersOut, summary="List the server's folders that may be pulled from")
def list_folders(request: HttpRequest, workspace: Path[str]) -> Any:
    """Return what the host allows this workspace, and which folders are there."""
    access = require(request, workspace, "imports.pull")
    return {"allowed": list(map(str, allowed_folders(access.workspace))), "there": folders_there(access.workspace)}


@router.get("/folder-pulls", response=Pulls, summary="List folder pulls")
def list_pulls(request: HttpRequest, workspace: Path[str], search: Search = "") -> Any:
    """Return all pulls, or those whose name holds the words, with their last look."""
    access = require(request, workspace, "imports.view")
    pulls = FolderPull.objects.filter(workspace=access.workspace, name__icontains=search.strip()).order_by("name")
    items = _told(pulls)
    return {"items": items, "total": len(items)}


@router.post("/folder-pulls", response={201: PullDetail}, summary="Make a folder pull")
def create_pull(request: HttpRequest, workspace: Path[str], new: NewPull) -> Any:
    """Pull files from a folder of the server from now on; it reads the server's disk, so only owners may."""
    access = require(request, workspace, "imports.pull")
    return Status(201, _detail(managing.make_pull(access, new.name.strip(), new.document)))


@router.get("/folder-pulls/{int:pull}", response=PullDetail, summary="Show a folder pull")
def read_pull(request: HttpRequest, workspace: Path[str], pull: int) -> Any:
    """Return one pull with its document, also as YAML, and its last looks."""
    return _detail(managing.find_pull(require(request, workspace, "imports.view").workspace, pull))


@router.patch("/folder-pulls/{int:pull}", response=PullDetail, summary="Change a folder pull")
def change_pull(request: HttpRequest, workspace: Path[str], pull: int, change: PullChange) -> Any:
    """Give it another name or document; with another document files that failed are tried again."""
    access = require(request, workspace, "imports.pull")
    name = change.name.strip() if change.name else None
    return _detail(managing.change_pull(access, pull, name=name, document=change.document))


@router.delete("/folder-pulls/{int:pull}", response={204: None}, summary="Delete a folder pull")
def delete_pull(request: HttpRequest, workspace: Path[str], pull: int) -> Any:
    """Pull from the folder no more, and forget which files were taken."""
    managing.delete_pull(require(request, workspace, "imports.pull"), pull)
    return Status(204, None)


@router.post("/folder-pulls/{int:pull}/looks", response={201: PullDetail}, summary="Look into the folder now")
def ask_look(request: HttpRequest, workspace: Path[str], pull: int) -> Any:
    """Queue a look, also of a paused pull."""
    return Status(201, _detail(managing.ask_look(require(request, workspace, "imports.run"), pull)))


@router.post("/folder-pulls/{int:pull}/retries", response={201: PullDetail}, summary="Try failed files again")
def retry_files(request: HttpRequest, workspace: Path[str], pull: int) -> Any:
    """Queue a look that takes the files that failed once more."""
    return Status(201, _detail(managing.ask_look(require(request, workspace, "imports.run"), pull, again=True)))


@router.post("/folder-pulls/{int:pull}/pauses", response={201: PullDetail}, summary="Pause a folder pull")
def pause_pull(request: HttpRequest, workspace: Path[str], pull: int) -> Any:
    """Look into the folder only when asked."""
    return Status(201, _detail(managing.pause_pull(require(request, workspace, "imports.run"), pull, paused=True)))


@router.post("/folder-pulls/{int:pull}/resumptions", response={201: PullDetail}, summary="Resume a folder pull")
def resume_pull(request: HttpRequest, workspace: Path[str], pull: int) -> Any:
    """Look into the folder by itself again, the first time at once."""
    return Status(201, _detail(managing.pause_pull(require(request, workspace, "imports.run"), pull, paused=False)))


@router.get("/folder-pulls/{int:pull}/files", response=PulledFiles, summary="List the files of a folder pull")
def list_pulled_files(
    request: HttpRequest,
    workspace: Path[str],
    pull: int,
    search: Search = "",
    state: Word = "",
    sort: Word = "-seen",
    cursor: str | None = None,
    limit: Limit = 50,
) -> Any:
    """List the files seen, the latest first, each with its import or why there is none."""
    found = managing.find_pull(require(request, workspace, "imports.view").workspace, pull)
    files = PulledFile.objects.filter(pull=found, name__icontains=search.strip()).select_related("run")
    if state:
        files = files.filter(state=_known_state(state))
    listed = sorted_page(files, sort, FILE_SORTS, cursor, limit)
    return {"items": [_file(file) for file in listed.items], "next": listed.next, "total": listed.total}


def _told(pulls: Iterable[FolderPull]) -> list[dict[str, Any]]:
    return [
        {
            **{name: getattr(pull, name) for name in ("name", "document", "by", "made_at", "changed_at")},
            "id": pull.pk,
            "paused_at": pull.paused_at,
            "due_at": pull.due_at,
            "files": dict(pull.files.values_list("state").annotate(count=Count("pk")).order_by()),
            "last": pull.looks.order_by("-pk").first(),
        }
        for pull in pulls
    ]


def _detail(pull: FolderPull) -> dict[str, Any]:
    return {**_told([pull])[0], "yaml": dump(pull.document), "looks": list(pull.looks.order_by("-pk")[:20])}


def _file(file: PulledFile) -> dict[str, Any]:
    run, own = file.run, ("name", "size", "state", "error", "moved_to", "seen_at", "settled_at")
    counts = ("rows_read", "loaded", "repeated", "quarantined")
    return {
        "id": file.pk,
        "import_id": str(run.pk) if run else None,
        **{name: getattr(file, name) for name in own},
        **{name: getattr(run, name) if run else None for name in counts},
    }


def _known_state(state: str) -> str:
    if state not in PulledFile.STATES:
        text = Text("没有状态“{state}”", "there is no state “{state}”").format(state=state[:40])
        mend = Text("可用：{names}", "Use one of {names}").format(names=", ".join(PulledFile.STATES))
        raise Refusal("pull.state", text, where="state", mend=mend)
    return state
