"""Which kept templates fit a file: all columns they read are there, and the rest of the header is much the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from siyu.accounts.models import Workspace
from siyu.connect.imports.mapping import check_mapping, parse_mapping
from siyu.connect.imports.models import MappingTemplate
from siyu.lib.errors import Refusal

LEAST = 0.5
"""Below this the files have less than half of their column names in common: the same words, but another file."""
MOST_LOOKED_AT = 1_000


@dataclass(frozen=True, slots=True)
class Fit:
    """A template that can read the file, and from 0 to 1 how much of both headers is the same."""

    id: int
    name: str
    kind: str
    score: float
    used_at: datetime
    mapping: dict[str, Any]


def fitting_templates(workspace: Workspace, columns: Sequence[str]) -> list[Fit]:
    """Return the templates that fit a file of these columns, the best first, of equal ones the last used.

    The score is the share of names the two headers have in common of all names in either; 1 is the same header.
    """
    found = []
    kept = MappingTemplate.objects.filter(workspace=workspace).order_by("-used_at")[:MOST_LOOKED_AT]
    for template in kept:
        score = _score(template.columns, columns)
        if score >= LEAST and _can_read(template, columns):
            found.append(Fit(template.pk, template.name, template.kind, score, template.used_at, template.mapping))
    return sorted(found, key=lambda fit: -fit.score)


def _score(one: Sequence[str], other: Sequence[str]) -> float:
    names, others = set(one), set(other)
    return round(len(names & others) / max(len(names | others), 1), 3)


def _can_read(template: MappingTemplate, columns: Sequence[str]) -> bool:
    """Say whether every column it reads is there, and its kind, zone and currency can still be used."""
    try:
        check_mapping(parse_mapping(template.mapping), columns, template.workspace)
    except Refusal:
        return False
    return True
