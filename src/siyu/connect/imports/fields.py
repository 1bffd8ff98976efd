"""Fields of an import kind: what a column may mean, how it is parsed, which bounds hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from siyu.lib.text import Text

FieldType = Literal["text", "time", "date", "money", "number", "integer", "choice", "flag", "currency"]

MAX_TEXT = 200


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a row. `aliases` are the column names by which it is recognised, in both languages.

    `least` and `most` bound numbers and money (in major units); `choices` maps each accepted choice to the other
    spellings of it; `in_past` refuses times later than a day from the workspace's now.
    """

    name: str
    type: FieldType
    label: Text
    about: Text
    aliases: tuple[str, ...] = ()
    required: bool = False
    example: str = ""
    least: float | None = None
    most: float | None = None
    max_length: int = MAX_TEXT
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    in_past: bool = False
    default: str | int | None = None
