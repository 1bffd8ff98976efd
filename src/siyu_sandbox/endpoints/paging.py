"""Lists in pages: a cursor is a place in a list that only grows, so rows that come or go while one reads do no harm."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from siyu_sandbox.errors import PARAMETER, Rejected

Row = TypeVar("Row")
STRIDE = 1 << 32
"""More rows than any list has."""


class Joined(Sequence[Row]):
    """Lists one after another without a copy. A place counts within its own list, so that each may grow."""

    def __init__(self, lists: Sequence[Sequence[Row]]) -> None:
        self._lists = lists

    def __len__(self) -> int:
        return len(self._lists) * STRIDE

    def __getitem__(self, place: Any) -> Any:
        """Return the row, or None where a list has ended."""
        which, row = divmod(place, STRIDE)
        rows = self._lists[which]
        return rows[row] if row < len(rows) else None

    def after_gap(self, place: int) -> int:
        """Return where the next list begins when this place is behind the end of its own."""
        which, row = divmod(place, STRIDE)
        return place if row < len(self._lists[which]) else (which + 1) * STRIDE


def page(
    rows: Sequence[Row], cursor: str, limit: int, keep: Callable[[Row], Any] = bool, wrong: int = PARAMETER
) -> tuple[list[Row], str]:
    """Return up to `limit` rows after the cursor that are to be kept, and the next cursor, empty at the end."""
    found: list[Row] = []
    at = _next(rows, place_of(cursor, wrong), keep)
    while at < len(rows) and len(found) < limit:
        found.append(rows[at])
        at = _next(rows, at + 1, keep)
    return found, cursor_of(at) if at < len(rows) else ""


def _next(rows: Sequence[Row], at: int, keep: Callable[[Row], Any]) -> int:
    """Return the first place from `at` on that is to be kept, or the length."""
    while at < len(rows):
        gap = rows.after_gap(at) if isinstance(rows, Joined) else at
        if gap != at:
            at = gap
        elif keep(rows[at]):
            return at
        else:
            at += 1
    return len(rows)


def cursor_of(place: int) -> str:
    """Return the cursor of a place."""
    return base64.urlsafe_b64encode(f"at:{place}".encode()).decode()


def place_of(cursor: str, wrong: int = PARAMETER) -> int:
    """Return the place of a cursor; the empty one is the beginning. Raises `wrong` for what was never given out."""
    if not cursor:
        return 0
    try:
        head, _, place = base64.urlsafe_b64decode(cursor.encode()).decode().partition(":")
        number = int(place)
    except ValueError:
        raise Rejected(wrong, "invalid cursor") from None
    if head != "at" or number < 0:
        raise Rejected(wrong, "invalid cursor")
    return number
