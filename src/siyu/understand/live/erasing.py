"""What live evaluation holds about one person: ids noted as changed, until they are evaluated."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from pyroaring import BitMap

from siyu.accounts.personal import Person, PersonalData
from siyu.lib.text import Text
from siyu.understand.live.models import LiveNote


def _named_in(person: Person) -> Iterator[int]:
    gone = BitMap(person.sources)
    for key, bits in LiveNote.objects.filter(workspace=person.workspace).values_list("pk", "bits").iterator():
        if BitMap.deserialize(bytes(bits)) & gone:
            yield key


def _leave(person: Person) -> None:
    gone = BitMap(person.sources)
    for key in list(_named_in(person)):
        with transaction.atomic():
            row = LiveNote.objects.select_for_update().filter(pk=key).first()
            if row is not None:
                row.bits = (BitMap.deserialize(bytes(row.bits)) - gone).serialize()
                row.save(update_fields=["bits"])


STORES = (
    PersonalData(
        name="live_notes",
        label=Text("待实时重算的记录", "Notes of what changed, before it is evaluated"),
        holds=("understand_live.LiveNote",),
        fate="erased",
        count=lambda person: sum(1 for _ in _named_in(person)),
        erase=_leave,
    ),
)
