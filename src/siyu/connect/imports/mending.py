"""Bringing quarantined rows again once they are mended: by the mapping of the import that held them back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Sum

from siyu.connect.imports.handing_over import keep_upload, order_import
from siyu.connect.imports.models import Import
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

COUNTS = ("rows_read", "loaded", "repeated", "quarantined")


def mend_import(first: Import, chunks: Iterable[bytes], filename: str, *, by: str) -> Import:
    """Order the import of a mended file; it is linked with the import that held its rows back.

    Raises `Refusal` when nothing was held back, and for a file that lacks a column of the mapping.
    """
    if first.state != Import.DONE or first.dry_run or not first.quarantined:
        raise Refusal(
            "import.nothing_to_mend",
            Text("这次导入没有可修正的行", "the import holds no rows to mend"),
            mend=Text(
                "只有完成后仍有隔离行的正式导入可以修正。", "Only a finished import with quarantined rows has any."
            ),
            status=409,
        )
    upload, _ = keep_upload(first.workspace, chunks, filename, by=by)
    run = order_import(upload, first.mapping, by=by)
    Import.objects.filter(pk=run.pk).update(mends=first)
    run.mends = first
    return run


def mended_counts(first: Import) -> dict[str, Any] | None:
    """Return what became of the rows that were brought again so far, None when none were."""
    again = Import.objects.filter(mends=first, state=Import.DONE)
    sums = again.aggregate(**{name: Sum(name) for name in COUNTS})
    return None if sums["rows_read"] is None else sums
