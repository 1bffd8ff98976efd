"""The path report: what members did after something, or before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from siyu.analytics.histories import histories
from siyu.analytics.paths import END, Ways, share_ways, walk_paths
from siyu.connect.vocabulary import label_of
from siyu.lib.text import Text
from siyu.understand.behaviour.acts import OTHERS, read_named
from siyu.understand.behaviour.asking import Asked

BITS = 12
MOST_NAMES = 8
MOST_SEQUENCES = 20
OTHER = Text("其他", "Other")
_SECOND = 1_000_000


@dataclass(frozen=True, slots=True)
class PathQuestion:
    """Paths of `length` steps from the first `anchor` of each member, or to the last one, all within `seconds` of it.

    With `collapse` the same thing several times in a row is one step.
    """

    anchor: str
    to: bool
    length: int
    seconds: int
    collapse: bool


def path_report(asked: Asked, question: PathQuestion, days: int) -> dict[str, Any]:
    """Return the steps taken at each position, the links between them, and the most frequent paths."""
    names, ways, walked = walk_ways(asked, question, days)
    shown = [*ways.names, *([ways.other] if ways.other is not None else [])]
    codes = dict.fromkeys([code for _, code, _, _ in ways.links] + shown)
    return {
        **asked.told(days),
        "anchor": question.anchor,
        "direction": "to" if question.to else "from",
        "length": question.length,
        "window_seconds": question.seconds,
        "walked": walked,
        "went_on": walked - sum(count for place, _, after, count in ways.links if place == 0 and after == END),
        "names": [{"name": _name(code, names, ways), "label": _label(code, names, ways).as_dict()} for code in codes],
        "links": [
            {
                "position": place,
                "source": _name(code, names, ways),
                "target": None if after == END else _name(after, names, ways),
                "members": count,
            }
            for place, code, after, count in ways.links
        ],
        "sequences": [
            {
                "path": [_name(code, names, ways) for code in path],
                "members": count,
                "share": count / walked,
                "is_cut": len(path) == question.length,
            }
            for path, count in ways.sequences
        ],
    }


def walk_ways(asked: Asked, question: PathQuestion, days: int) -> tuple[list[str], Ways, int]:
    """Return the names by code, what the paths share, and how many there are."""
    names, parts = read_named(asked, asked.period(days).first, BITS)
    if question.anchor not in names:
        return names, Ways([], None, [], []), 0
    anchor, window = names.index(question.anchor), question.seconds * _SECOND
    found = [
        walk_paths(
            histories(member, act, asked.wanted),
            BITS,
            anchor,
            question.length,
            window,
            to=question.to,
            collapse=question.collapse,
        )
        for member, act in parts
    ]
    paths = np.concatenate(found)
    return names, share_ways(paths, MOST_NAMES, MOST_SEQUENCES), len(paths)


def _name(code: int, names: list[str], ways: Ways) -> str:
    return OTHERS if code == ways.other else names[code]


def _label(code: int, names: list[str], ways: Ways) -> Text:
    name = _name(code, names, ways)
    return OTHER if name == OTHERS else label_of(name)
