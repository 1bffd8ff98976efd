"""From what was typed or scanned to a batch and a number, and what a code is good for now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import F

from siyu.accounts.models import Workspace
from siyu.connect.codes.keys import key_of
from siyu.connect.codes.models import Code, CodeBatch
from siyu.connect.codes.serials import number_of, read_serial, tag_of
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

Verdict = Literal["genuine", "again", "claimed", "early", "expired", "void"]

VERDICTS: dict[str, Text] = {
    "genuine": Text("真品码，首次查询", "Genuine, never scanned before"),
    "again": Text("真品码，曾被查询", "Genuine, scanned before"),
    "claimed": Text("已被领取", "Claimed already"),
    "early": Text("尚未生效", "Not valid yet"),
    "expired": Text("已过期", "Expired"),
    "void": Text("已作废", "Void"),
}

MISTYPED = Refusal(
    "code.mistyped",
    Text("防伪码输入有误", "this is not how a code is written"),
    where="serial",
    mend=Text("请对照包装重新输入。", "Compare it with what is printed and type it again."),
)


@dataclass(frozen=True, slots=True)
class Known:
    """A code that was made."""

    batch: CodeBatch
    number: int


def find_code(typed: str, workspace: Workspace | None = None) -> Known:
    """Return the code, of one workspace or of any.

    Raises `Refusal`: 422 for a typing error, 404 for a serial that was never made there. One that names a batch of ours
    all the same is counted as forged.
    """
    serial = read_serial(typed)
    if serial is None:
        raise MISTYPED
    batches = CodeBatch.objects.select_related("workspace").filter(tag=tag_of(serial))
    batch = (batches if workspace is None else batches.filter(workspace=workspace)).first()
    number = number_of(serial, key_of(batch)) if batch else None
    if batch is None or number is None or number > batch.count:
        if batch is not None:
            CodeBatch.objects.filter(pk=batch.pk).update(forged=F("forged") + 1)
        text = Text("没有这个码", "there is no such code")
        raise Refusal("code.unknown", text, where="serial", status=404)
    return Known(batch, number)


def code_row(known: Known) -> Code | None:
    """Return what happened to the code, None when nothing did."""
    return Code.objects.filter(batch=known.batch, number=known.number).first()


def verdict_of(batch: CodeBatch, row: Code | None, today: date) -> Verdict:
    """Say what the code is good for on a day of the brand; `row` as it was before the scan that asks."""
    if batch.voided_at is not None:
        return "void"
    if batch.valid_from_on is not None and today < batch.valid_from_on:
        return "early"
    if batch.valid_until_on is not None and today > batch.valid_until_on:
        return "expired"
    if row is not None and row.claims >= batch.uses:
        return "claimed"
    return "genuine" if row is None or row.scans == 0 else "again"
