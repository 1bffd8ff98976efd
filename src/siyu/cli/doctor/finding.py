"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass

from siyu.lib.text import Text

OK, NOTE, BAD = "ok", "note", "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """`ok`, worth a `note`, or `bad`; a bad one says how to mend it."""

    state: str
    name: Text
    detail: Text
    mend: Text | None = None
