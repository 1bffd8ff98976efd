"""Lists that come in pages: following a cursor to the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

Row = TypeVar("Row")
Page = tuple[list[Row], str]


def pages(read: Callable[[str], Page[Row]], cursor: str = "") -> Iterator[Page[Row]]:
    """Yield every page with the cursor of the next, which is empty at the last; begins at `cursor`.

    A page may be empty and not be the last. A cursor that stays where it is would never end, and ends it.
    """
    while True:
        rows, following = read(cursor)
        ends = not following or following == cursor
        yield rows, "" if ends else following
        if ends:
            return
        cursor = following


def rows(read: Callable[[str], Page[Row]]) -> Iterator[Row]:
    """Yield the rows of every page."""
    for found, _ in pages(read):
        yield from found
