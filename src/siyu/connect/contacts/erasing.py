"""With whom of the staff a person is connected, and in which groups: exported, and erased with the person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from siyu.accounts.personal import Person, PersonalData
from siyu.connect.contacts.models import ContactRelation, GroupSeat
from siyu.lib.text import Text


def _relations(person: Person) -> Any:
    return ContactRelation.objects.filter(channel__workspace=person.workspace, source_id__in=person.sources)


def _seats(person: Person) -> Any:
    return GroupSeat.objects.filter(group__channel__workspace=person.workspace, source_id__in=person.sources)


def _export_relations(person: Person) -> Iterator[dict[str, Any]]:
    names = (
        "source_id",
        "channel__name",
        "staff",
        "external_userid",
        "since",
        "until",
        "add_way",
        "state",
        "remark",
        "tags",
    )
    yield from _relations(person).order_by("pk").values(*names)


def _export_seats(person: Person) -> Iterator[dict[str, Any]]:
    names = ("source_id", "group__name", "external_userid", "joined_at", "left_at", "scene", "state")
    yield from _seats(person).order_by("pk").values(*names)


STORES = (
    PersonalData(
        name="contact_relations",
        label=Text("与员工的客户关系", "Relations with staff"),
        holds=("connect_contacts.ContactRelation",),
        fate="erased",
        count=lambda person: _relations(person).count(),
        erase=lambda person: _relations(person).delete(),
        export=_export_relations,
    ),
    PersonalData(
        name="group_seats",
        label=Text("所在的客户群", "Groups"),
        holds=("connect_contacts.GroupSeat",),
        fate="erased",
        count=lambda person: _seats(person).count(),
        erase=lambda person: _seats(person).delete(),
        export=_export_seats,
    ),
)
