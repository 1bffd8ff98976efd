"""Remembering whose state changed: a row in the transaction that changes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyroaring import BitMap

from siyu.accounts.models import Workspace
from siyu.understand.live.models import LiveNote

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Noted:
    """Notes that were read, and the ids they name."""

    keys: tuple[int, ...]
    sources: BitMap


def note(workspace: Workspace, source_ids: Iterable[int]) -> None:
    """Note the ids; call inside the transaction that changes something about them."""
    sources = BitMap(source_ids)
    if sources:
        LiveNote.objects.create(workspace=workspace, bits=sources.serialize())


def read_notes(workspace: Workspace) -> Noted:
    """Return what was noted and not followed yet."""
    rows = list(LiveNote.objects.filter(workspace=workspace).values_list("pk", "bits"))
    sources = BitMap.union(BitMap(), *(BitMap.deserialize(bytes(bits)) for _, bits in rows))
    return Noted(tuple(key for key, _ in rows), sources)


def forget(notes: Noted) -> None:
    """Delete notes that were followed; call inside the transaction that says so."""
    for start in range(0, len(notes.keys), AT_ONCE):
        LiveNote.objects.filter(pk__in=notes.keys[start : start + AT_ONCE]).delete()
