"""Opening a workspace's inputs: a consistent snapshot of the lake and the state of members beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import open_snapshot
from siyu.understand.inputs import Inputs
from siyu.understand.rules.leaves.attribute import JOINED_ON
from siyu.understand.segments.reading import rule_or_members
from siyu.unify.members.attributes import read_attribute, read_joined
from siyu.unify.members.base import base_of
from siyu.unify.members.identity import read_identity
from siyu.unify.members.reachable import reachable_by

if TYPE_CHECKING:
    import pyarrow as pa
    from pyroaring import BitMap

    from siyu.understand.rules.tree import Rule

Segments = Callable[[str], "Rule | BitMap | None"]


@contextmanager
def open_inputs(workspace: Workspace, at: datetime | None = None, segments: Segments | None = None) -> Iterator[Inputs]:
    """Open what an evaluation reads, as of `at` or of the workspace's clock.

    `segments` stands in for the saved segments, to try out ones that are not saved yet.
    """

    def attribute(name: str) -> pa.Table:
        if name != JOINED_ON:
            return read_attribute(workspace, name)
        return read_joined(workspace).rename_columns(["member_id", "value"])

    with open_snapshot(workspace) as snapshot:
        yield Inputs(
            snapshot=snapshot,
            at=at or workspace.clock.now(),
            zone=workspace.zone,
            currency=workspace.currency,
            identity=read_identity(workspace),
            base=base_of(workspace),
            reachable=lambda channel: reachable_by(workspace, channel),
            attributes=cache(attribute),
            segments=segments or cache(lambda name: rule_or_members(workspace, name)),
        )
