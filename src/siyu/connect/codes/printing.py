"""Asking for a file of codes to print, stopping it, fetching it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import BinaryIO

from django.db import transaction

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.connect.codes.managing import find_batch
from siyu.connect.codes.models import CodePrint
from siyu.connect.codes.writing import checked_range
from siyu.lib.errors import Refusal
from siyu.lib.sheets import Grid, check_grid
from siyu.lib.text import Text

MOST_CODES = 20_000
LABEL_LINES = 2
FORMS = (CodePrint.SVG, CodePrint.PNG, CodePrint.PDF)


@dataclass(frozen=True, slots=True)
class WantedPrint:
    """What to draw: pictures in a ZIP, or sheets as PDF; `origin` is the beginning of the address in the codes."""

    form: str
    origin: str
    first: int | None = None
    last: int | None = None
    grid: Grid = field(default_factory=Grid)
    caption: str = ""


def ask_print(access: Access, number: int, wanted: WantedPrint) -> CodePrint:
    """Queue the drawing of a range. Raises `Refusal` for one too large, or a grid nobody could scan."""
    from siyu.connect.codes.jobs import draw_print

    batch = find_batch(access.workspace, number)
    if batch.voided_at is not None:
        text = Text("该批次已作废，不再打印", "this batch is void and printed no more")
        raise Refusal("code_batch.void", text, where="batch", status=409)
    first, last = checked_range(batch, wanted.first, wanted.last)
    if last - first >= MOST_CODES:
        text = Text("一次最多 {most:,} 个码", "at most {most:,} codes at once").format(most=MOST_CODES)
        mend = Text("请分段打印，或导出序列号。", "Print it in parts, or export the serials.")
        raise Refusal("code_print.too_many", text, where="last", mend=mend)
    grid = {}
    if wanted.form == CodePrint.PDF:
        check_grid(wanted.grid, LABEL_LINES)
        grid = {"paper": wanted.grid.paper, "columns": wanted.grid.columns, "rows": wanted.grid.rows}
    with transaction.atomic():
        made = CodePrint.objects.create(
            batch=batch, form=wanted.form, first=first, last=last, caption=wanted.caption.strip(),
            origin=wanted.origin, by=access.by, touched_at=datetime.now(UTC), stem=secrets.token_urlsafe(24), **grid,
        )  # fmt: skip
        record(access, "code_print.asked", "code_batch", batch.tag, {"form": wanted.form, "first": first, "last": last})
        draw_print.enqueue(made.pk)
    return made


def stop_print(access: Access, number: int) -> CodePrint:
    """Stop a drawing; what was drawn goes. One that ended stays as it is."""
    found = find_print(access.workspace, number)
    open_ = CodePrint.objects.filter(pk=found.pk, state__in=CodePrint.OPEN)
    with transaction.atomic():
        if open_.update(state=CodePrint.STOPPED, finished_at=datetime.now(UTC)):
            record(access, "code_print.stopped", "code_batch", found.batch.tag, {"print": found.pk})
    return find_print(access.workspace, number)


def find_print(workspace: Workspace, number: int) -> CodePrint:
    """Return a file of the workspace; refuses an unknown one with 404."""
    found = CodePrint.objects.select_related("batch").filter(batch__workspace=workspace, pk=number).first()
    if found is None:
        raise Refusal("code_print.unknown", Text("没有这次打印", "there is no such print"), where="print", status=404)
    return found


def open_file(access: Access, number: int) -> tuple[CodePrint, BinaryIO]:
    """Open a finished file and note it in the audit log. Raises `Refusal` 404 when there is none or none any more."""
    found = find_print(access.workspace, number)
    try:
        file = found.file.open("rb") if found.state == CodePrint.DONE else None
    except FileNotFoundError:
        file = None
    if file is None:
        text = Text("文件尚未生成，或已过保留期", "there is no file yet, or it is kept no longer")
        raise Refusal("code_print.no_file", text, where="print", status=404)
    told = {"print": found.pk, "first": found.first, "last": found.last}
    record(access, "code_print.downloaded", "code_batch", found.batch.tag, told)
    return found, file


def file_name_of(found: CodePrint) -> str:
    """Return what the file is called when it is fetched."""
    kind = "pdf" if found.form == CodePrint.PDF and found.file_bytes and _is_pdf(found) else "zip"
    return f"codes-{found.batch.tag}-{found.first}-{found.last}.{kind}"


def _is_pdf(found: CodePrint) -> bool:
    with found.file.open("rb") as file:
        return file.read(4) == b"%PDF"
