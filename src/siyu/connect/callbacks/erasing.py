"""What is held of one person in callbacks: found by opening them, gone with everything that was to be done about them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from django.db import transaction

from siyu.accounts.personal import Person, PersonalData
from siyu.connect.callbacks.models import Callback, Handling
from siyu.connect.inbox.router import inbox_database
from siyu.connect.inbox.sealing import unseal
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

AT_ONCE = 200


def _settle(person: Person) -> None:
    """Refuse while a callback about the person is still to be worked on: it would bring them back."""
    waiting = Handling.objects.filter(workspace_id=person.workspace.pk, outcome="")
    for handling in waiting.select_related("callback").iterator(chunk_size=AT_ONCE):
        if person.traces.found_in(_fields(handling.callback)):
            raise Refusal(
                "privacy.callbacks_waiting",
                Text("有关此人的平台回调尚未处理完", "callbacks about the person are still being worked on"),
                mend=Text("后台任务处理后会自动继续。", "It goes on by itself once the worker has handled them."),
                status=409,
            )


def _about(person: Person) -> Iterator[Callback]:
    mine = Callback.objects.filter(workspace_id=person.workspace.pk).order_by("pk")
    for callback in mine.iterator(chunk_size=AT_ONCE):
        if person.traces.found_in(_fields(callback)):
            yield callback


def _erase(person: Person) -> None:
    found = [callback.pk for callback in _about(person)]
    for start in range(0, len(found), AT_ONCE):
        with transaction.atomic(using=inbox_database()):
            Callback.objects.filter(pk__in=found[start : start + AT_ONCE]).delete()


def _export(person: Person) -> Iterator[dict[str, Any]]:
    for callback in _about(person):
        yield {"received_at": callback.received_at, "name": callback.name, "callback": _fields(callback)}


def _fields(callback: Callback) -> Any:
    return msgspec.msgpack.decode(unseal(bytes(callback.payload), callback.workspace_id))


STORES = (
    PersonalData(
        name="callbacks",
        label=Text("平台回调", "Callbacks of platforms"),
        holds=("connect_callbacks.Callback", "connect_callbacks.Handling"),
        fate="erased",
        count=lambda person: sum(1 for _ in _about(person)),
        erase=_erase,
        export=_export,
        settle=_settle,
    ),
)
