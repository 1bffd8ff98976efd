"""Batches, scans and claims page by page, the newest first; totals come from the counters, not from counting rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from siyu.accounts.models import Workspace
from siyu.connect.codes.models import CodeBatch, CodeClaim, CodePrint, Scan
from siyu.connect.loads.stages import members_of
from siyu.lib.paging import page, read_cursor


@dataclass(frozen=True, slots=True)
class Found:
    """A page of rows, the cursor of the next one, and how many there are in all; None when counting would be dear."""

    items: list[Any]
    next: str | None
    total: int | None


def list_batches(workspace: Workspace, search: str, type_: str | None, cursor: str | None, limit: int) -> Found:
    """Return batches whose name, tag or key of what they stand for holds the words."""
    rows = CodeBatch.objects.filter(workspace=workspace)
    if words := search.strip():
        tag = words.upper()[:5]
        rows = rows.filter(Q(name__icontains=words) | Q(stands_for__icontains=words) | Q(tag=tag))
    if type_:
        rows = rows.filter(type=type_)
    return _newest(rows, cursor, limit, rows.count())


def list_scans(batch: CodeBatch, number: int | None, cursor: str | None, limit: int) -> Found:
    """Return scans of a batch, or of one code of it."""
    rows = Scan.objects.filter(batch=batch)
    if number is None:
        return _newest(rows, cursor, limit, batch.scans)
    # Those of one code lie together by their ordinals; by their ids they would be looked for among all.
    return _newest(rows.filter(number=number), cursor, limit, None, by="nth")


def list_claims(batch: CodeBatch, cursor: str | None, limit: int) -> Found:
    """Return claims of a batch, each with the member it is shown under now as `member_id`."""
    found = _newest(CodeClaim.objects.filter(batch=batch), cursor, limit, batch.claims)
    members = members_of(batch.workspace, [one.source_id for one in found.items if one.source_id is not None])
    for one in found.items:
        one.member_id = None if one.source_id is None else members[one.source_id]
    return found


def list_prints(batch: CodeBatch, cursor: str | None, limit: int) -> Found:
    """Return the files drawn of a batch."""
    rows = CodePrint.objects.filter(batch=batch)
    return _newest(rows, cursor, limit, rows.count())


def _newest(rows: QuerySet[Any], cursor: str | None, limit: int, total: int | None, *, by: str = "pk") -> Found:
    if place := read_cursor(cursor, int):
        rows = rows.filter(**{f"{by}__lt": place[0]})
    shown, following = page(rows.order_by(f"-{by}")[: limit + 1], limit, lambda row: [getattr(row, by)])
    return Found(shown, following, total)
