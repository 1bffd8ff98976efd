"""The registry of identifier kinds a column may be mapped to; filled by the wing that knows people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from siyu.lib.text import Text

BETWEEN = "\x1f"
"""Stands between the identifiers of a row in one text; no identifier holds it."""


@dataclass(frozen=True, slots=True)
class IdentifierKind:
    """Something a person is known by. `normalise` gives its one spelling, or None when the value cannot be one."""

    name: str
    label: Text
    aliases: tuple[str, ...]
    normalise: Callable[[str], str | None]

    def as_dict(self) -> dict[str, Any]:
        """Return the kind as the API shows it."""
        return {"name": self.name, "label": self.label.as_dict(), "aliases": list(self.aliases)}


_kinds: dict[str, IdentifierKind] = {}


def register_identifiers(*kinds: IdentifierKind) -> None:
    """Declare identifier kinds, strongest first."""
    _kinds.update({kind.name: kind for kind in kinds})


def identifier_kinds() -> dict[str, IdentifierKind]:
    """Return the kinds by name, strongest first."""
    return dict(_kinds)
