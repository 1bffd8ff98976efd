"""Where in a text something stands, as people count."""

from __future__ import annotations

from dataclasses import dataclass

from siyu.lib.text import Text


@dataclass(frozen=True, slots=True)
class Place:
    """A line and a column, both from 1."""

    line: int
    column: int

    @property
    def text(self) -> Text:
        """Say it in both languages."""
        return Text("第 {line} 行第 {column} 字", "line {line}, column {column}").format(
            line=self.line, column=self.column
        )


def place_at(text: str, index: int) -> Place:
    """Return the place of the sign at an index."""
    before = text[:index]
    return Place(before.count("\n") + 1, index - before.rfind("\n"))
