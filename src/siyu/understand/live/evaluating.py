"""One round of live evaluation: whom something changed about, all live rules for just those, and what follows written.

The state is moved last, with the notes it makes good deleted: a round that dies anywhere is done again by the next one,
and because only differences are written, nothing is lost and nothing doubled.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from pyroaring import BitMap

from siyu.accounts.models import Workspace
from siyu.connect.loads.leases import HeldLease, hold
from siyu.connect.loads.reading import finished_load, open_snapshot
from siyu.lib.clock import day_of
from siyu.lib.errors import Refusal
from siyu.understand.live.changed import Facts
from siyu.understand.live.definitions import Definitions, Live, definitions_of, has_live, lapsed_between
from siyu.understand.live.models import LiveState
from siyu.understand.live.noting import Noted, forget, read_notes
from siyu.understand.live.writing import ERASED, Rests, Writing
from siyu.understand.opening import open_inputs
from siyu.understand.tags.evaluating import evaluate_values
from siyu.unify.members.identity import to_canonical

if TYPE_CHECKING:
    from siyu.engine.snapshot import Snapshot

Hook = Callable[[str], None]
PATIENCE_SECONDS = 20.0
MOST_ATTEMPTS = 3


def _no_hook(step: str) -> None:
    """Do nothing between steps."""


@dataclass(frozen=True, slots=True)
class Round:
    """What a round did: for how many members it evaluated, None for all, and how many definitions' members changed."""

    members: int | None
    kept: int


@dataclass(frozen=True, slots=True)
class Reach:
    """For whom a round evaluates: these for all members, the others for some, and why those."""

    all: tuple[Live, ...]
    some: tuple[Live, ...]
    members: BitMap
    cause: str
    ticks: bool


def run_live(
    workspace: Workspace,
    *,
    at: datetime | None = None,
    hook: Hook = _no_hook,
    patience: float = PATIENCE_SECONDS,
) -> Round:
    """Bring every live segment and tag up to date, as of `at` or the workspace's clock; return what was done.

    One round of a workspace runs at a time. Raises `Refusal` `lease.held` (409) when another keeps the lease longer than
    `patience` seconds. `hook` is called with the name of every step just done.
    """
    with hold(f"live:{workspace.pk}", patience=patience) as lease:
        for attempt in range(MOST_ATTEMPTS):
            try:
                return _run(workspace, at, lease, hook)
            except Refusal as refusal:
                if refusal.code != ERASED or attempt == MOST_ATTEMPTS - 1:
                    raise
    raise AssertionError


def _run(workspace: Workspace, at: datetime | None, lease: HeldLease, hook: Hook) -> Round:
    started = time.monotonic()
    workspace.refresh_from_db(fields=["erasures", "clock_stands_at", "clock_shift"])
    notes = read_notes(workspace)
    if not has_live(workspace):
        with transaction.atomic():
            forget(notes)
            LiveState.objects.filter(workspace=workspace).delete()
        return Round(0, 0)
    # In this order: whatever is noted and loaded by now happened before the instant that is asked about.
    load = finished_load(workspace)
    now = at or workspace.clock.now()
    definitions = definitions_of(workspace, now)
    state = LiveState.objects.filter(workspace=workspace).first()
    with open_snapshot(workspace) as snapshot:
        reach = _reach(Facts(workspace, snapshot), definitions, state, notes, now)
        hook("found")
        work = _Work(snapshot, workspace, now, load, lease, hook)
        work.run(reach)
    known = {key: found for key, found in definitions.fingerprints.items() if key not in work.undone}
    with transaction.atomic():
        lease.confirm()
        if work.writing is not None:
            work.writing.keep_base()
        LiveState.objects.update_or_create(
            workspace=workspace,
            defaults={
                "at": now,
                "load": load,
                "known": known,
                "seen": "" if work.undone else definitions.seen,
                "ticks": reach.ticks,
                "ran_at": datetime.now(UTC),
                "took_ms": round((time.monotonic() - started) * 1_000),
            },
        )
        forget(notes)
    hook("moved")
    return Round(None if reach.all else len(reach.members), work.kept)


def _reach(facts: Facts, definitions: Definitions, state: LiveState | None, notes: Noted, now: datetime) -> Reach:
    """Decide who is evaluated for what."""
    live, zone = definitions.live, facts.workspace.zone
    ticks = any(one.ages or one.expiring for one in live) or facts.lie_after(now)
    if state is None or now < state.at or facts.change_everybody(state.load):
        return Reach(live, (), BitMap(), "evaluation", ticks)
    if day_of(now, zone) != day_of(state.at, zone):
        return Reach(live, (), BitMap(), "time", ticks)
    changed, passed = notes.sources | facts.loaded_after(state.load), BitMap()
    if now > state.at:
        passed = facts.occurred_between(state.at, now, {age for one in live for age in one.ages})
    for tag in {tag for one in live for tag in one.expiring}:
        passed |= lapsed_between(tag, state.at, now)
    fresh = {one.key for one in live if state.known.get(one.key) != one.fingerprint}
    stale = tuple(one for one in live if one.key in fresh)
    # What depends on all members is right as of the last midnight: refused when saved, it can only come by a reference.
    others = tuple(one for one in live if one.key not in fresh and not one.of_all)
    cause = "live" if changed else "time" if others else "evaluation"
    return Reach(stale, others, changed | passed, cause, ticks)


@dataclass
class _Work:
    """Evaluates and writes what one round is about."""

    snapshot: Snapshot
    workspace: Workspace
    now: datetime
    load: int
    lease: HeldLease
    hook: Hook
    kept: int = 0
    undone: set[str] = field(default_factory=set)
    writing: Writing | None = None

    def run(self, reach: Reach) -> None:
        """Evaluate some definitions for all members, and the others for those something changed about."""
        if reach.all:
            self._evaluate(reach.all, None, "evaluation" if reach.some else reach.cause)
        if reach.some and reach.members:
            shown = to_canonical(self.workspace, reach.members)
            self._evaluate(reach.some, reach.members | shown, reach.cause)

    def _evaluate(self, live: Sequence[Live], members: BitMap | None, cause: str) -> None:
        mine = None if members is None else self.snapshot
        with open_inputs(self.workspace, self.now, members=members, snapshot=mine) as inputs:
            found = evaluate_values([one.values for one in live], inputs)
            self.writing = Writing(self.workspace, inputs, Rests(members, self.load, cause, self.lease))
        self.hook("evaluated")
        for one, values in zip(live, found, strict=True):
            kept = self.writing.keep(one, values)
            if kept is None:
                self.undone.add(one.key)
            elif kept:
                self.kept += 1
                self.hook(f"kept {one.key}")
