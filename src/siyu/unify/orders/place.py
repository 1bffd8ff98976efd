"""The place of a fact in a list that runs from new to old: instant, then key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from siyu.lib.clock import EARLIEST, LATEST
from siyu.lib.errors import Refusal
from siyu.lib.paging import read_cursor
from siyu.lib.text import Text


@dataclass(frozen=True, slots=True)
class Place:
    """Facts strictly older than `at`, or as old with a smaller `key`, come after this place."""

    at: datetime
    key: str


def place_of(row: dict[str, Any], instant: str = "at") -> list[Any]:
    """Return a row's place as JSON values for a cursor."""
    return [row[instant].isoformat(), row["key"]]


def read_place(cursor: str | None) -> Place | None:
    """Return the place a cursor stands for; refuses one that was not made here."""
    place = read_cursor(cursor, str, str)
    if place is None:
        return None
    try:
        at = datetime.fromisoformat(place[0])
    except ValueError:
        at = None
    if at is None or at.tzinfo is None or not EARLIEST <= at <= LATEST:
        raise Refusal("paging.cursor", Text("翻页位置无效", "the paging cursor is not valid"), where="cursor")
    return Place(at, place[1])
