"""Making, prolonging and voiding batches. A batch is one row, however many codes it has: their serials are derived."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.connect.codes.keys import new_sealed_key, new_tag
from siyu.connect.codes.models import CodeBatch
from siyu.connect.codes.serials import MOST
from siyu.connect.codes.types import TYPES
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

MOST_USES = 10_000_000
MOST_BATCH_NAME, MOST_STANDS_FOR, MOST_LANDING, MOST_REASON = 100, 200, 500, 200
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a batch is to be; it is valid on whole days of the brand's zone; `landing` may hold `{serial}`."""

    name: str
    type: str
    count: int
    stands_for: str = ""
    uses: int = 1
    valid_from_on: date | None = None
    valid_until_on: date | None = None
    landing: str = ""


def make_batch(access: Access, wanted: Wanted) -> CodeBatch:
    """Make a batch. Raises `Refusal` for what it cannot be, 409 for a name that is taken."""
    wanted = replace(
        wanted, name=wanted.name.strip(), stands_for=wanted.stands_for.strip(), landing=wanted.landing.strip()
    )
    _check(wanted)
    for _ in range(_TRIES):
        tag = new_tag()
        if not CodeBatch.objects.filter(tag=tag).exists():
            break
    try:
        with transaction.atomic():
            batch = CodeBatch.objects.create(
                workspace=access.workspace, tag=tag, key=new_sealed_key(access.workspace.pk, tag), by=access.by,
                **asdict(wanted),
            )  # fmt: skip
            record(access, "code_batch.made", "code_batch", tag, {"type": batch.type, "count": batch.count})
    except IntegrityError:
        raise _taken() from None
    return batch


def change_batch(access: Access, number: int, changes: dict[str, Any]) -> CodeBatch:
    """Give a batch another name, landing, validity, or more codes; never fewer, for they may be printed."""
    try:
        with transaction.atomic():
            batch = find_batch(access.workspace, number, lock=True)
            before = Wanted(**{name: getattr(batch, name) for name in Wanted.__slots__})
            after = replace(before, **{name: _plain(value) for name, value in changes.items()})
            _check(after)
            if after.count < before.count:
                text = Text("数量只能增加：已印出的码不能收回", "there can only be more codes: some may be printed")
                raise Refusal("code_batch.fewer", text, where="count")
            changed = {
                name: getattr(after, name) for name in Wanted.__slots__ if getattr(after, name) != getattr(before, name)
            }
            if changed:
                CodeBatch.objects.filter(pk=batch.pk).update(**changed)
                record(access, "code_batch.changed", "code_batch", batch.tag, {"fields": sorted(changed)})
    except IntegrityError:
        raise _taken() from None
    return find_batch(access.workspace, number)


def void_batch(access: Access, number: int, reason: str) -> CodeBatch:
    """Make every code of the batch void, for good. Raises `Refusal` 409 when it is void already."""
    with transaction.atomic():
        batch = find_batch(access.workspace, number)
        live = CodeBatch.objects.filter(pk=batch.pk, voided_at=None)
        if not live.update(voided_at=datetime.now(UTC), void_reason=reason.strip()):
            text = Text("该批次已作废", "this batch is void already")
            raise Refusal("code_batch.void", text, where="batch", status=409)
        record(access, "code_batch.voided", "code_batch", batch.tag, {"count": batch.count, "claims": batch.claims})
    return find_batch(access.workspace, number)


def find_batch(workspace: Workspace, number: int, *, lock: bool = False) -> CodeBatch:
    """Return a batch of the workspace; refuses an unknown one with 404."""
    found = CodeBatch.objects.select_for_update() if lock else CodeBatch.objects
    batch = found.filter(workspace=workspace, pk=number).first()
    if batch is None:
        text = Text("没有这个批次", "there is no such batch")
        raise Refusal("code_batch.unknown", text, where="batch", status=404)
    return batch


def _check(wanted: Wanted) -> None:
    _refuse_unless(
        0 < len(wanted.name) <= MOST_BATCH_NAME, "name", "名称须为 1 到 100 个字", "a name has 1 to 100 signs"
    )
    _refuse_unless(wanted.type in TYPES, "type", "没有这种码", "there is no such type of code")
    _refuse_unless(
        1 <= wanted.count <= MOST, "count", "数量须在 1 到 1,000,000 之间", "a batch has 1 to 1,000,000 codes"
    )
    _refuse_unless(
        1 <= wanted.uses <= MOST_USES, "uses", "可用次数须在 1 到 10,000,000 之间", "uses are 1 to 10,000,000"
    )
    fits = len(wanted.stands_for) <= MOST_STANDS_FOR and (wanted.stands_for.isprintable() or not wanted.stands_for)
    _refuse_unless(
        fits, "stands_for", "所代表的对象过长或含不可见字符", "what it stands for is too long or not printable"
    )
    _refuse_unless(
        is_landing(wanted.landing), "landing", "落地页须为 http 或 https 地址", "the landing must be a web address"
    )
    if wanted.valid_from_on and wanted.valid_until_on:
        _refuse_unless(
            wanted.valid_from_on <= wanted.valid_until_on, "valid_until_on", "结束早于开始", "it ends before it begins"
        )


def is_landing(address: str) -> bool:
    """Say whether it is empty or an address of the web that a page may link to."""
    if not address:
        return True
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    plain = address.isprintable() and not any(sign in address for sign in ' "<>\\')
    named = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.username is None
    return len(address) <= MOST_LANDING and plain and named and port != 0


def _plain(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _refuse_unless(holds: bool, where: str, zh: str, en: str) -> None:
    if not holds:
        raise Refusal(f"code_batch.bad_{where}", Text(zh, en), where=where)


def _taken() -> Refusal:
    text = Text("已有同名批次", "there is a batch of this name already")
    return Refusal(
        "code_batch.name_taken", text, where="name", mend=Text("请换一个名称。", "Choose another name."), status=409
    )
