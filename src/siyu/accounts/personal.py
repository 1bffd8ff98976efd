"""The registry of what is held about a member: each domain says how its part is counted, exported and erased."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.module_loading import import_string

from siyu.accounts.models import Workspace
from siyu.lib.text import Text
from siyu.lib.traces import Traces

Fate = Literal["erased", "anonymised", "redacted"]

FATES: dict[Fate, Text] = {
    "erased": Text("已删除", "Erased"),
    "anonymised": Text("保留但不再指向任何人", "Kept, of nobody"),
    "redacted": Text("已抹去其中的个人信息", "Kept without what named the person"),
}


@dataclass(frozen=True, slots=True)
class Person:
    """All ids of one person, the one shown first, and what the person is known by."""

    workspace: Workspace
    sources: tuple[int, ...]
    traces: Traces


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One store of what is held about members.

    `holds` are the models (`unify_members.Member`) and lake tables (`lake.events`) it answers for. `count` tells how
    many rows are about a person; `erase` brings that to none and may be called again at any time; `export` yields rows
    of plain values in bounded memory. `keeps` says which law obliges to keep what is not erased. `settle` is called before
    anything is erased and raises `Refusal` while something about the person is on its way into other stores.

    Merges and their undoing have nothing to move in any store: rows carry the id they came in under for ever.
    """

    name: str
    label: Text
    holds: tuple[str, ...]
    fate: Fate
    count: Callable[[Person], int]
    erase: Callable[[Person], None]
    export: Callable[[Person], Iterator[dict[str, Any]]] | None = None
    keeps: Text | None = None
    settle: Callable[[Person], None] | None = None


_paths: list[str] = []


def register_personal(path: str) -> None:
    """Declare stores by the import path of a tuple of `PersonalData`; called from an `apps.py`, imported when needed."""
    if path not in _paths:
        _paths.append(path)


def personal_data() -> Sequence[PersonalData]:
    """Return every store, those of lower wings first."""
    found = [store for path in _paths for store in import_string(path)]
    names = [store.name for store in found]
    if len(set(names)) < len(names):
        raise ValueError(f"two stores of personal data share a name: {sorted(names)}")
    return found
