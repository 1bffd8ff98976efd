"""What a person agreed to and withdrew: exported, and erased with the person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from siyu.accounts.personal import Person, PersonalData
from siyu.lib.text import Text
from siyu.unify.consents.models import Consent


def _mine(person: Person) -> Any:
    return Consent.objects.filter(workspace=person.workspace, source_id__in=person.sources)


def _export(person: Person) -> Iterator[dict[str, Any]]:
    names = ("source_id", "purpose", "channel", "how", "at", "until", "text_version", "source", "proof")
    yield from _mine(person).order_by("at", "pk").values(*names)


STORES = (
    PersonalData(
        name="consents",
        label=Text("同意与退订", "Consents and withdrawals"),
        holds=("unify_consents.Consent",),
        fate="erased",
        count=lambda person: _mine(person).count(),
        erase=lambda person: _mine(person).delete(),
        export=_export,
    ),
)
