"""The place of a fact in a list that runs from new to old: instant, then key."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from siyu.lib.errors import Refusal
from siyu.lib.text import Text


@dataclass(frozen=True, slots=True)
class Instant:
    """Facts strictly older than `at`, or as old with a smaller `key`, come after this place."""

    at: datetime
    key: str

    def as_cursor(self) -> str:
        return json.dumps([self.at.isoformat(), self.key])


def read_cursor(cursor: str | None) -> Instant | None:
    """Return the place a cursor stands for; refuses one that was not made here."""
    if not cursor:
        return None
    try:
        at, key = json.loads(cursor)
        return Instant(datetime.fromisoformat(at), str(key))
    except (ValueError, TypeError):
        text = Text("翻页游标无效", "the paging cursor is not valid")
        raise Refusal(
            "paging.cursor", text, where="cursor", mend=Text("从第一页重新开始", "start at page one")
        ) from None
