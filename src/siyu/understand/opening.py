"""Opening a workspace's inputs: a consistent snapshot of the lake and the state of members beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import open_snapshot
from siyu.engine.engines import DUCKDB
from siyu.understand.inputs import Inputs, ids_of
from siyu.understand.leads.settings import score_of
from siyu.understand.rules.leaves.attribute import JOINED_ON
from siyu.understand.segments.reading import rule_or_members
from siyu.understand.stages.marks import marks_by
from siyu.understand.stages.settings import division_of
from siyu.understand.tags.meaning import values_in_rules
from siyu.unify.consents.standing import agreed_among
from siyu.unify.members.attributes import joined_after, read_attribute, read_joined
from siyu.unify.members.base import base_of
from siyu.unify.members.identity import read_identity
from siyu.unify.members.reachable import reachable_among

if TYPE_CHECKING:
    import pyarrow as pa
    from pyroaring import BitMap

    from siyu.engine.snapshot import Snapshot
    from siyu.understand.rules.tree import Rule

Segments = Callable[[str], "Rule | BitMap | None"]


@contextmanager
def open_inputs(
    workspace: Workspace,
    at: datetime | None = None,
    segments: Segments | None = None,
    members: BitMap | None = None,
    snapshot: Snapshot | None = None,
) -> Iterator[Inputs]:
    """Open what an evaluation reads, as of `at` or of the workspace's clock.

    `segments` stands in for the saved segments, to try out ones that are not saved yet. `members` limits the evaluation,
    and what is read of the database for it. A `snapshot` that is open already is read, and left open. The engine of
    `SIYU_ENGINE` reads the facts of everybody, the one of this process those of some members: an answer that takes
    milliseconds is not worth a cluster.
    """
    engine = settings.SIYU_ENGINE if members is None else DUCKDB
    with nullcontext(snapshot) if snapshot is not None else open_snapshot(workspace, engine=engine) as opened:
        identity = read_identity(workspace)
        base = base_of(workspace, identity)
        sources = None if members is None else ids_of(members, identity).tolist()

        def attribute(name: str) -> pa.Table:
            if name != JOINED_ON:
                return read_attribute(workspace, name, sources)
            return read_joined(workspace, sources).rename_columns(["member_id", "value"])

        inputs = Inputs(
            snapshot=opened,
            at=at or workspace.clock.now(),
            zone=workspace.zone,
            currency=workspace.currency,
            identity=identity,
            base=base,
            reachable=lambda channel: reachable_among(workspace, channel, base, identity),
            agreed=lambda scope: agreed_among(workspace, scope, base, identity),
            attributes=cache(attribute),
            segments=segments or cache(lambda name: rule_or_members(workspace, name)),
            tags=cache(lambda name: values_in_rules(workspace, name, at)),
            stages=cache(lambda name: division_of(workspace, name)),
            marks=cache(lambda model, instant: marks_by(workspace, model, instant, identity)),
            scores=cache(lambda name: score_of(workspace, name)),
            joined_after=cache(lambda day: joined_after(workspace, day)),
        )
        yield inputs if members is None else inputs.limited_to(members)
