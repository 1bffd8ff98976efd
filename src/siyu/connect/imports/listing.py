"""Pages of a table in any order: the place after the last row is its value and its number, so that new rows shift nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from siyu.accounts.models import Workspace
from siyu.connect.imports.kinds import kind_of
from siyu.connect.imports.models import Import, MappingTemplate
from siyu.lib.errors import Refusal
from siyu.lib.paging import page, read_cursor
from siyu.lib.text import Text

Row = TypeVar("Row", bound=Model)
Sorts = Mapping[str, tuple[str, type]]
"""By the name of the API, the field and the type of its values, which are never null."""

IMPORT_SORTS: Sorts = {
    "made": ("pk", int),
    "file": ("upload__filename", str),
    "kind": ("kind", str),
    "state": ("state", str),
    **{name: (name, int) for name in ("rows_read", "loaded", "repeated", "quarantined")},
}
TEMPLATE_SORTS: Sorts = {"used": ("used_at", datetime), "name": ("name", str), "kind": ("kind", str)}


@dataclass(frozen=True, slots=True)
class Found:
    """Rows of a page, the cursor of the next one, how many rows the list holds in all."""

    items: list[Any]
    next: str | None
    total: int


def list_imports(
    workspace: Workspace,
    *,
    search: str = "",
    kind: str = "",
    state: str = "",
    batch: int | None = None,
    sort: str = "-made",
    cursor: str | None = None,
    limit: int = 50,
) -> Found:
    """Return a page of imports: of a kind, in a state, of a batch, whose file's name holds the words or that have the number.

    Raises `Refusal` for a kind, state or order there is not.
    """
    runs = Import.objects.filter(workspace=workspace).select_related("upload")
    if kind:
        runs = runs.filter(kind=kind_of(kind).name)
    if state:
        runs = runs.filter(state=_known_state(state))
    if batch is not None:
        runs = runs.filter(batch_id=batch)
    if search:
        number = search.removeprefix("#")
        is_number = number.isdecimal() and number.isascii() and len(number) < 19
        runs = runs.filter(Q(upload__filename__icontains=search) | (Q(pk=int(number)) if is_number else Q()))
    return sorted_page(runs, sort, IMPORT_SORTS, cursor, limit)


def list_templates(
    workspace: Workspace,
    *,
    search: str = "",
    kind: str = "",
    sort: str = "-used",
    cursor: str | None = None,
    limit: int = 50,
) -> Found:
    """Return a page of templates: of a kind, whose name or last file's name holds the words."""
    kept = MappingTemplate.objects.filter(workspace=workspace)
    if kind:
        kept = kept.filter(kind=kind_of(kind).name)
    if search:
        kept = kept.filter(Q(name__icontains=search) | Q(source__icontains=search))
    return sorted_page(kept, sort, TEMPLATE_SORTS, cursor, limit)


def sorted_page(rows: QuerySet[Row], sort: str, sorts: Sorts, cursor: str | None, limit: int) -> Found:
    """Return a page of the rows in the order of `sort`, with a leading minus the largest first; equal ones by number.

    Raises `Refusal` for an order that is not among `sorts`, and for a cursor of another list or order.
    """
    if sort.removeprefix("-") not in sorts:
        text = Text("不能按“{sort}”排序", "cannot sort by “{sort}”").format(sort=sort[:40])
        mend = Text("可用：{names}", "Use one of {names}").format(names=", ".join(sorts))
        raise Refusal("list.sort", text, where="sort", mend=mend)
    field, kind = sorts[sort.removeprefix("-")]
    sign, beyond = ("-", "lt") if sort.startswith("-") else ("", "gt")
    total = rows.count()
    if place := _read_place(cursor, kind):
        value, number = place
        rows = rows.filter(
            Q(**{f"{field}__{beyond}": value}) | Q(**{field: value, f"pk__{beyond}": number})
            if field != "pk"
            else Q(**{f"pk__{beyond}": number})
        )
    ordered = rows.order_by(f"{sign}{field}", *([] if field == "pk" else [f"{sign}pk"]))
    shown, following = page(ordered[: limit + 1], limit, lambda row: [_plain(_value(row, field)), row.pk])
    return Found(shown, following, total)


def _known_state(state: str) -> str:
    if state not in Import.STATES:
        text = Text("没有状态“{state}”", "there is no state “{state}”").format(state=state[:40])
        mend = Text("可用：{names}", "Use one of {names}").format(names=", ".join(Import.STATES))
        raise Refusal("import.state", text, where="state", mend=mend)
    return state


def _read_place(cursor: str | None, kind: type) -> list[Any] | None:
    if kind is not datetime:
        return read_cursor(cursor, kind, int)
    place = read_cursor(cursor, str, int)
    if place is None:
        return None
    try:
        return [datetime.fromisoformat(place[0]).astimezone(UTC), place[1]]
    except (ValueError, OverflowError):
        raise Refusal(
            "paging.cursor",
            Text("翻页位置无效", "the paging cursor is not valid"),
            where="cursor",
            mend=Text("请从第一页重新开始。", "Start again from the first page."),
        ) from None


def _value(row: Model, field: str) -> Any:
    value: Any = row
    for name in field.split("__"):
        value = getattr(value, name)
    return value


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
