"""Notes that only loading can take: new members, rows without a member, identifiers that point at two people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from siyu.lib.text import Text

TALLIES: dict[str, Text] = {
    "members_made": Text("新建的会员", "New members"),
    "unidentified": Text("没有会员标识的行", "Rows that name no member"),
    "conflicting_identifiers": Text(
        "同一行的标识属于不同会员，以最强的标识为准",
        "Rows whose identifiers belong to different members: the strongest decided",
    ),
}


def notes_of_tallies(tallies: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return the notes of what was counted while loading, zero counts left out."""
    return [
        {"code": code, "text": text.as_dict(), "count": tallies[code]}
        for code, text in TALLIES.items()
        if tallies.get(code)
    ]
