"""What welcomes tell of one person: that they were welcomed, when, and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from siyu.accounts.personal import Person, PersonalData
from siyu.engage.welcomes.models import Welcome
from siyu.lib.text import Text

KIND = "external_userid"


def _about(person: Person) -> QuerySet[Welcome]:
    return Welcome.objects.filter(workspace=person.workspace, external_userid__in=person.traces.values_of(KIND))


def _export(person: Person) -> Iterator[dict[str, Any]]:
    for row in _about(person).order_by("pk").iterator():
        yield {"received_at": row.received_at, "staff": row.staff, "state": row.state, "contact": row.external_userid}


def _erase(person: Person) -> None:
    """Leave the welcome and its outcome, of nobody."""
    _about(person).update(external_userid="")


STORES = (
    PersonalData(
        name="welcomes",
        label=Text("欢迎语", "Welcomes"),
        holds=("engage_welcomes.Welcome",),
        fate="anonymised",
        count=lambda person: _about(person).count(),
        erase=_erase,
        export=_export,
    ),
)
