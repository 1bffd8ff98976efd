"""The registry of identifier kinds a column may be mapped to; filled by the wing that knows people."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from siyu.lib.text import Text

_SCOPE = re.compile(r"[\w.-]{1,64}")
BETWEEN = "\x1f"
"""Stands between the identifiers of a row in one text; no identifier holds it."""


@dataclass(frozen=True, slots=True)
class IdentifierKind:
    """Something a person is known by. `normalise` gives its one spelling, or None when the value cannot be one.

    `scope` says in what the value holds, such as the app of an openid; a kind that has one is written `openid:wx1234`.
    """

    name: str
    label: Text
    aliases: tuple[str, ...]
    normalise: Callable[[str], str | None]
    scope: Text | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the kind as the API shows it."""
        scope = self.scope.as_dict() if self.scope else None
        return {"name": self.name, "label": self.label.as_dict(), "aliases": list(self.aliases), "scope": scope}


_kinds: dict[str, IdentifierKind] = {}


def register_identifiers(*kinds: IdentifierKind) -> None:
    """Declare identifier kinds, strongest first."""
    _kinds.update({kind.name: kind for kind in kinds})


def kind_named(reference: str) -> IdentifierKind | None:
    """Return the kind of a reference such as `phone` or `openid:wx1234`; None for none, or a scope it does not have."""
    name, colon, scope = reference.partition(":")
    kind = _kinds.get(name)
    if kind is None or not colon:
        return kind
    return kind if kind.scope and _SCOPE.fullmatch(scope) else None


def identifier_kinds() -> dict[str, IdentifierKind]:
    """Return the kinds by name, strongest first."""
    return dict(_kinds)
