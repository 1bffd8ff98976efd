"""The list of segments: found by words, in the order asked for, page by page."""

from __future__ import annotations

from dataclasses import dataclass

from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.paging import read_cursor, write_cursor
from siyu.lib.text import Text
from siyu.understand.live.reading import show_freshness
from siyu.understand.segments.models import Segment

SORTS = ("name", "size", "evaluated_at", "updated_at")


@dataclass(frozen=True, slots=True)
class Page:
    """Segments of a page, the cursor of the next one and how many the list holds in all."""

    items: list[Segment]
    next: str | None
    total: int


def list_segments(workspace: Workspace, search: str, sort: str, cursor: str | None, limit: int) -> Page:
    """Return a page of the segments whose name or label holds the words.

    `sort` is one of `SORTS`, with a leading minus for descending; those without a value come last either way.
    """
    column = sort.removeprefix("-")
    if column not in SORTS:
        text = Text("不能按“{sort}”排序", "cannot sort by “{sort}”").format(sort=sort)
        mend = Text("可用：{sorts}", "Known: {sorts}").format(sorts=", ".join(SORTS))
        raise Refusal("segments.sort", text, where="sort", mend=mend)
    words = search.strip().lower()
    # A workspace has hundreds of segments, not millions: they are found and sorted here.
    found = [one for one in Segment.objects.filter(workspace=workspace).order_by("name") if _holds(one, words)]
    show_freshness(workspace, found)
    known = [one for one in found if getattr(one, column) is not None]
    known.sort(key=lambda one: getattr(one, column), reverse=sort.startswith("-"))
    ordered = known + [one for one in found if getattr(one, column) is None]
    place = read_cursor(cursor, int)
    start = max(place[0], 0) if place else 0
    more = start + limit < len(ordered)
    return Page(ordered[start : start + limit], write_cursor([start + limit]) if more else None, len(ordered))


def _holds(segment: Segment, words: str) -> bool:
    return words in segment.name or any(words in text.lower() for text in segment.label.values())
