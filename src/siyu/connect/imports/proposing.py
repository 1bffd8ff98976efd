"""Proposing a mapping: columns are recognised by their names, and by whether their values look like the field's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from siyu.accounts.models import Workspace
from siyu.connect.imports.fields import Field
from siyu.connect.imports.handing_over import Glimpse
from siyu.connect.imports.identifiers import IdentifierKind, identifier_kinds
from siyu.connect.imports.kinds import ImportKind, all_kinds
from siyu.connect.imports.mapping import FromColumn, FromIdentifier, Mapping

SAME, PART = 1.0, 0.6
"""How well a column name fits: it is an alias, or its words hold all words of one."""

LONGEST_OWN = 80

_TIME = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([T ].*)?|\d{10}|\d{13}")
_NUMBER = re.compile(r"[¥￥$€£]?\s*[+-]?[\d,]+(\.\d+)?([eE][+-]?\d+)?\s*元?")
_PHONE = re.compile(r"(\+|00)?[\d\s()-]{7,20}")


_REFUND = re.compile(r"refund|return|退", re.IGNORECASE)
"""Refunds need no more than orders have; only a column that says so tells them apart."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mapping for a kind and how sure it is, from 0 to 1."""

    kind: str
    score: float
    mapping: dict[str, Any]


def propose(glimpse: Glimpse, workspace: Workspace, kind: str | None = None) -> list[Proposal]:
    """Return a proposal for every kind (or the one asked for), the likeliest first."""
    kinds = [known for known in all_kinds() if kind in {None, known.name}]
    found = [_propose(known, glimpse, workspace) for known in kinds]
    return sorted(found, key=lambda proposal: -proposal.score)


def _propose(kind: ImportKind, glimpse: Glimpse, workspace: Workspace) -> Proposal:
    fits = sorted(_fits(kind, glimpse), key=lambda fit: -fit[0])
    columns: dict[str, str] = {}
    people: dict[str, str] = {}
    strength: dict[str, float] = {}
    for fit, target, column in fits:
        if column in strength:
            continue
        if isinstance(target, Field) and target.name not in columns:
            columns[target.name], strength[column] = column, fit
        elif isinstance(target, IdentifierKind) and target.name not in people:
            people[target.name], strength[column] = column, fit
    own = _own_columns(kind, glimpse, strength) if people else {}
    mapping = Mapping(
        imports=kind.name,
        zone=workspace.zone,
        currency=workspace.currency,
        columns={
            **{field.name: FromColumn(column=columns[field.name]) for field in kind.fields if field.name in columns},
            **own,
        },
        identifiers=[FromIdentifier(kind=name, column=people[name]) for name in identifier_kinds() if name in people],
    )
    return Proposal(kind.name, _score(kind, columns, people, strength, glimpse), mapping.as_document())


def _own_columns(kind: ImportKind, glimpse: Glimpse, taken: dict[str, float]) -> dict[str, FromColumn]:
    """Return what else the file says of a person as attributes; only members take everything over."""
    if kind.open_prefix != "attribute":
        return {}
    rest = [name for name in glimpse.names if name not in taken and len(name) <= LONGEST_OWN]
    known = {_plain(alias): name for name, aliases in kind.known_columns.items() for alias in (name, *aliases)}
    found: dict[str, FromColumn] = {}
    for name in rest:
        called = known.get(_plain(name), name)
        # Of two columns for one attribute the first has it; the other keeps a name of its own.
        target = f"attribute.{called}" if f"attribute.{called}" not in found else f"attribute.{name}"
        found[target] = FromColumn(column=name)
    return found


def _fits(kind: ImportKind, glimpse: Glimpse) -> Iterable[tuple[float, Field | IdentifierKind, str]]:
    targets: list[Field | IdentifierKind] = [*kind.fields]
    if kind.identified != "never":
        targets += identifier_kinds().values()
    for place, column in enumerate(glimpse.names):
        values = [row[place] for row in glimpse.sample if row[place]]
        for target in targets:
            fit = _name_fit(column, target)
            if fit and _looks_like(target, values):
                yield fit, target, column


def _name_fit(column: str, target: Field | IdentifierKind) -> float:
    """Return how well the name fits; the better an alias fills the name and the earlier it is listed, the better."""
    plain = _plain(column)
    names = [_plain(alias) for alias in (target.name, *target.aliases)]
    if plain in names:
        return SAME - 0.01 * min(names.index(plain), 20)
    words = set(_words(column))
    inside = [alias for alias in target.aliases if len(alias) > 1 and set(_words(alias)) <= words]
    return PART * max(len(_plain(alias)) for alias in inside) / len(plain) if inside else 0.0


def _looks_like(target: Field | IdentifierKind, values: Sequence[str | None]) -> bool:
    """Say whether most of the sample can be values of the target; a column without values can be anything."""
    pattern = _pattern_of(target)
    if pattern is None or not values:
        return True
    return sum(pattern.fullmatch((value or "").strip()) is not None for value in values) * 2 > len(values)


def _pattern_of(target: Field | IdentifierKind) -> re.Pattern[str] | None:
    if isinstance(target, IdentifierKind):
        return _PHONE if target.name == "phone" else None
    if target.type in {"time", "date"}:
        return _TIME
    return _NUMBER if target.type in {"money", "number", "integer"} else None


def _score(
    kind: ImportKind, columns: dict[str, str], people: dict[str, str], strength: dict[str, float], glimpse: Glimpse
) -> float:
    """Return how much of what the kind needs was found, and how much of the file it explains."""
    required = [field.name for field in kind.fields if field.required]
    needed = len(required) + (kind.identified == "always")
    found = sum(strength[columns[name]] for name in required if name in columns)
    found += bool(people) * (kind.identified == "always")
    complete = found / needed if needed else 1.0
    explained = sum(strength.values()) / len(glimpse.names)
    doubt = 0.5 if kind.name == "refunds" and not any(map(_REFUND.search, glimpse.names)) else 1.0
    return round(doubt * complete**2 * (0.3 + 0.7 * explained), 3)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.lower())


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"[\W_]+", re.sub(r"([a-z])([A-Z])", r"\1 \2", name).lower()) if word]
