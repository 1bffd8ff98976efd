"""Writing presence: which source ids have an identifier of a kind, in the transaction that creates the identifiers."""

from __future__ import annotations

from collections.abc import Iterable

from siyu.accounts.models import Workspace
from siyu.lib import bitmaps
from siyu.unify.members.models import Presence


def add_presence(workspace: Workspace, kind: str, source_ids: Iterable[int]) -> None:
    """Add ids to a kind; call inside a transaction. Only the chunks that the ids fall into are rewritten."""
    for chunk, raw in bitmaps.to_chunks(bitmaps.from_ids(source_ids)).items():
        held = Presence.objects.select_for_update().filter(workspace=workspace, kind=kind, chunk=chunk).first()
        if held is None:
            Presence.objects.create(workspace=workspace, kind=kind, chunk=chunk, bits=raw)
        else:
            held.bits = bitmaps.from_chunks({0: held.bits, 1: raw}).serialize()
            held.save(update_fields=["bits"])
