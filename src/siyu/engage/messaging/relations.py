"""Who unfollowed a channel, as the lake tells it: read once, and again only for whom later loads or the clock changed."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from pyroaring import BitMap

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import finished_load, open_snapshot
from siyu.engine.pruning import Window
from siyu.unify.members.online import CONNECTIONS, FOLLOWED, UNFOLLOWED, unfollowed

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from siyu.engine.snapshot import Snapshot

FEW = 500
"""So many changed ids are read one by one; more, and everybody is read anew."""


@dataclass(frozen=True, slots=True)
class Gone:
    """The source ids that are gone from each channel, right from `at` until `next_at`, as of a load."""

    load: int
    at: datetime
    next_at: datetime | None
    by_channel: Mapping[str, BitMap]

    def of(self, channel: str) -> BitMap:
        """Return who is gone from a channel; from one that nobody can follow nobody is."""
        return self.by_channel.get(channel, BitMap())

    def holds(self, load: int, now: datetime) -> bool:
        """Say whether it is right now."""
        return self.load == load and self.at <= now and (self.next_at is None or now < self.next_at)


NOBODY = Gone(0, datetime.min, None, {})

_kept: dict[str, Gone] = {}
_lock = threading.Lock()


def gone_now(workspace: Workspace, now: datetime) -> Gone:
    """Return who is gone as of the last finished load; reads the lake, so call it outside any transaction."""
    key = str(workspace.lake_path)
    with _lock:
        known = _kept.get(key)
        if known is None or not known.holds(finished_load(workspace), now):
            with open_snapshot(workspace) as snapshot:
                known = _kept[key] = _read(snapshot, known, now)
        return known


def _read(snapshot: Snapshot, known: Gone | None, now: datetime) -> Gone:
    done = snapshot.done or 0
    if known is not None and known.load <= done and known.at <= now and known.next_at is None:
        changed = _said_after(snapshot, known.load)
        if changed is not None:
            return _updated(snapshot, known, changed, now)
    by_channel = {channel: unfollowed(snapshot, channel, now) for channel in CONNECTIONS}
    return Gone(done, now, _next_at(snapshot, now), by_channel)


def _updated(snapshot: Snapshot, known: Gone, changed: BitMap, now: datetime) -> Gone:
    """Look again at a few ids only."""
    done = snapshot.done or 0
    if not changed:
        return replace(known, load=done)
    gone = {
        channel: (before - changed) | unfollowed(snapshot, channel, now, list(changed))
        for channel, before in known.by_channel.items()
    }
    return Gone(done, now, _next_at(snapshot, now), gone)


def _said_after(snapshot: Snapshot, load: int) -> BitMap | None:
    """Return whose following later loads speak of, None when they are many or a later word replaces an earlier one."""
    pinned, window = snapshot.pinned("events"), Window(done=snapshot.done, loaded_after=load)
    files = window.files_of(pinned)
    if not files:
        return BitMap()
    if not all(file.surely_at_most("revision", 0) for file in files):
        return None
    said = _words(snapshot.rows(pinned, window))
    ids = snapshot.to_arrow(said.select("source_id").distinct().limit(FEW + 1))["source_id"]
    return None if len(ids) > FEW else BitMap(ids.to_pylist())


def _next_at(snapshot: Snapshot, now: datetime) -> datetime | None:
    """Return the first later instant of a word that is known already and does not count yet."""
    if snapshot.is_empty("events") or all(
        f.surely_at_most("occurred_at", now) for f in snapshot.pinned("events").files
    ):
        return None
    later = _words(snapshot.facts("events"))
    later = later.filter(later.occurred_at > now)
    found: datetime | None = snapshot.to_arrow(later.aggregate(at=later.occurred_at.min()))["at"][0].as_py()
    return found


def _words(events: ir.Table) -> ir.Table:
    return events.filter(events.type.isin([FOLLOWED, UNFOLLOWED]) & events.source_id.notnull())
