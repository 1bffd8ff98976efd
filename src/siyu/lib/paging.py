"""Paging by cursor: the place after the last row, opaque to the client, so that new rows never shift a page."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterable
from typing import Annotated, Any, TypeVar

from pydantic import Field

from siyu.lib.errors import Refusal
from siyu.lib.text import Text

MOST = 200
Limit = Annotated[int, Field(ge=1, le=MOST)]
RowNumber = Annotated[int, Field(ge=0, le=2**63 - 1)]

Row = TypeVar("Row")


def page(rows: Iterable[Row], limit: int, place_of: Callable[[Row], list[Any]]) -> tuple[list[Row], str | None]:
    """Return the page's rows and the cursor of the next page, or None on the last one.

    Ask the source for `limit + 1` rows: the one too many only tells that there is a next page. `place_of` gives the
    sort key of a row as JSON values.
    """
    found = list(rows)
    shown = found[:limit]
    return shown, (write_cursor(place_of(shown[-1])) if len(found) > limit else None)


def write_cursor(place: list[Any]) -> str:
    """Return the place as an opaque, URL-safe string."""
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def read_cursor(cursor: str | None, *kinds: type) -> list[Any] | None:
    """Return the place a cursor stands for, its values of the given types, or None for the first page.

    Raises `Refusal` for anything `write_cursor` did not make for such a list.
    """
    if not cursor:
        return None
    try:
        place = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        place = None
    if not isinstance(place, list) or [type(value) for value in place] != list(kinds):
        raise Refusal(
            "paging.cursor",
            Text("翻页位置无效", "the paging cursor is not valid"),
            where="cursor",
            mend=Text("请从第一页重新开始。", "Start again from the first page."),
        )
    return place
