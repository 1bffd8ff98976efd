"""Which traits of a person are identifiers: found by the names and aliases of the identifier kinds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from siyu.connect.imports.identifiers import identifier_kinds

NOT_FROM_TRAITS = frozenset({"member_no", "household"})
"""Names such as `id` or `member` are too common in traits to be taken for these."""


def identifiers_in(traits: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return `(kind, value)` of the traits that are identifiers and hold one; `openid:wx1234` is one of that app."""
    known = _kinds_by_name()
    found = []
    for name, value in traits.items():
        plain, colon, scope = name.partition(":")
        kind = known.get(plain.lower())
        if kind is not None and isinstance(value, str | int) and not isinstance(value, bool):
            found.append((f"{kind}:{scope}" if colon else kind, value))
    return found


def is_identifier(name: str) -> bool:
    """Say whether a trait of the name is an identifier, which is no attribute then."""
    return name.partition(":")[0].lower() in _kinds_by_name()


@cache
def _kinds_by_name() -> dict[str, str]:
    names: dict[str, str] = {}
    for kind in identifier_kinds().values():
        if kind.name not in NOT_FROM_TRAITS:
            names.update({alias.lower(): kind.name for alias in (kind.name, *kind.aliases)})
    return names
