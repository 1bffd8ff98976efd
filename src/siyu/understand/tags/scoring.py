"""Model tags: the members whose score lies where a value says, and why the model is not to be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyroaring import BitMap

from siyu.lib import bitmaps
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.rules.conditions import Condition, parse_condition
from siyu.understand.rules.problems import join, wrong
from siyu.understand.tags.documents import TagDocument
from siyu.understand.value.scores import Score, score_named

if TYPE_CHECKING:
    from siyu.understand.value.scores import Models


@dataclass(frozen=True, slots=True)
class Scored:
    """The members of each value, and the doubts about the model: none when it is to be trusted."""

    values: Mapping[str, BitMap]
    doubts: tuple[Text, ...]


def conditions_of(document: TagDocument, currency: str) -> tuple[Score, tuple[tuple[str, Condition | None], ...]]:
    """Return the score of a model tag and the condition of each value in order, None for `otherwise`.

    Raises `Refusal` with the path of what is wrong.
    """
    score = score_named(document.score or "", "score")
    found: list[tuple[str, Condition | None]] = []
    for place, one in enumerate(document.values):
        where = join(f"values[{place}]", "is")
        if one.otherwise:
            found.append((one.value, None))
            continue
        condition = parse_condition(one.is_, score.type, currency, where)
        found.append((one.value, condition))
        known_words = dict(score.words)
        for word in _words(one.is_) if known_words else ():
            if word not in known_words:
                known = ", ".join(known_words)
                raise wrong("tag.score_word", where, "“{word}”不是它的值；可用：{known}",
                            "“{word}” is none of its values: {known}", word=word, known=known)  # fmt: skip
    return score, tuple(found)


def _words(raw: object) -> list[str]:
    """Return the words a condition compares with wholly; parts of words may be any."""
    if isinstance(raw, str):
        return [raw]
    if not isinstance(raw, dict):
        return []
    given = [value for name, value in raw.items() if name in {"eq", "ne", "in"}]
    return [word for value in given for word in (value if isinstance(value, list) else [value])]


def scored(document: TagDocument, models: Models) -> Scored:
    """Return who has which value: of several that hold the first, `otherwise` for whoever else has a score.

    Where the purchases do not tell the model's parameters nobody has any, and the doubt says so.
    """
    from siyu.understand.rules.masks import mask

    score, conditions = conditions_of(document, models.inputs.currency)
    try:
        ids, column = score.read(models)
    except Refusal as refusal:
        return Scored({}, (refusal.text,))
    left = bitmaps.from_ids(ids[~column.is_null().to_numpy(zero_copy_only=False)]) & models.inputs.base
    found: dict[str, BitMap] = {}
    for value, condition in conditions:
        holds = left if condition is None else bitmaps.from_ids(ids[mask(condition, column)])
        found[value] = holds & left
        left = left - holds
    return Scored(found, tuple(models.doubts) if score.is_forecast else ())
