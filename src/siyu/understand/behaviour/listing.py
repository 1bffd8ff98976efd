"""The list of funnels: found by words, in the order asked for, page by page."""

from __future__ import annotations

from dataclasses import dataclass

from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.paging import read_cursor, write_cursor
from siyu.lib.text import Text
from siyu.understand.behaviour.models import Funnel

SORTS = ("name", "updated_at")


@dataclass(frozen=True, slots=True)
class Page:
    """Funnels of a page, the cursor of the next one and how many the list holds in all."""

    items: list[Funnel]
    next: str | None
    total: int


def list_funnels(workspace: Workspace, search: str, sort: str, cursor: str | None, limit: int) -> Page:
    """Return a page of the funnels whose name or label holds the words; `sort` may have a leading minus."""
    column = sort.removeprefix("-")
    if column not in SORTS:
        text = Text("不能按“{sort}”排序", "cannot sort by “{sort}”").format(sort=sort)
        mend = Text("可用：{sorts}", "Known: {sorts}").format(sorts=", ".join(SORTS))
        raise Refusal("funnels.sort", text, where="sort", mend=mend)
    words = search.strip().lower()
    # A workspace has dozens of funnels: they are found here, in both languages of their labels.
    found = [one for one in Funnel.objects.filter(workspace=workspace).order_by(sort, "name") if _holds(one, words)]
    place = read_cursor(cursor, int)
    start = max(place[0], 0) if place else 0
    more = start + limit < len(found)
    return Page(found[start : start + limit], write_cursor([start + limit]) if more else None, len(found))


def _holds(funnel: Funnel, words: str) -> bool:
    return words in funnel.name or any(words in text.lower() for text in funnel.label.values())
