"""What proposals tell of a person: with whom they may be one, and in what the two agree; never a value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Q

from siyu.accounts.personal import Person, PersonalData
from siyu.lib.text import Text
from siyu.unify.duplicates.models import DuplicateProposal


def _mine(person: Person) -> models.QuerySet[DuplicateProposal]:
    mine = Q(left__in=person.sources) | Q(right__in=person.sources)
    return DuplicateProposal.objects.filter(mine, workspace=person.workspace)


def _erase(person: Person) -> None:
    _mine(person).delete()


def _export(person: Person) -> Iterator[dict[str, Any]]:
    fields = ("probability", "agreements", "model", "found_at")
    yield from _mine(person).order_by("pk").values(*fields)


STORES = (
    PersonalData(
        name="duplicates",
        label=Text("疑似重复", "Probable duplicates"),
        holds=("unify_duplicates.DuplicateProposal",),
        fate="erased",
        count=lambda person: _mine(person).count(),
        erase=_erase,
        export=_export,
    ),
)
