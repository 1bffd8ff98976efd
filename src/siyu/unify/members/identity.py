"""Who is whom: merges flattened into one map from a source id to the canonical member, written with every change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from django.db import transaction
from django.db.models import F

from siyu.accounts.models import Workspace
from siyu.unify.members.models import IdentityMap, Merge

if TYPE_CHECKING:
    import pyarrow as pa
    from pyroaring import BitMap


def read_identity(workspace: Workspace) -> pa.Table:
    """Return (source_id, member_id) of every id that is not its own canonical member, sorted by source_id."""
    import pyarrow as pa

    held = IdentityMap.objects.filter(workspace=workspace).values_list("moved", flat=True).first()
    if not held:
        return pa.table({"source_id": pa.array([], pa.int64()), "member_id": pa.array([], pa.int64())})
    return pa.ipc.open_stream(bytes(held)).read_all()


def canonical_of(workspace: Workspace, source_id: int) -> int:
    """Return the member that facts of `source_id` are shown under."""
    moved = read_identity(workspace)
    sources = moved["source_id"].to_numpy()
    at = int(np.searchsorted(sources, source_id))
    return int(moved["member_id"][at].as_py()) if at < len(sources) and sources[at] == source_id else source_id


def sources_of(workspace: Workspace, member_id: int) -> list[int]:
    """Return every source id shown under a member, itself first."""
    moved = read_identity(workspace)
    targets = moved["member_id"].to_numpy()
    return [member_id, *(int(source) for source in moved["source_id"].to_numpy()[targets == member_id])]


def to_canonical(workspace: Workspace, sources: BitMap) -> BitMap:
    """Return the members behind a set of source ids."""
    from siyu.lib import bitmaps

    moved = read_identity(workspace)
    froms = bitmaps.from_ids(moved["source_id"].to_numpy())
    among = sources & froms
    if not among:
        return sources
    # The map is sorted by source, so the ones among the sources lie at their ranks in it.
    at = np.searchsorted(moved["source_id"].to_numpy(), np.array(among, dtype=np.int64))
    return (sources - among) | bitmaps.from_ids(np.sort(moved["member_id"].to_numpy()[at]))


def rewrite_identity(workspace: Workspace) -> None:
    """Flatten all standing merges into the map and raise its version; call inside the transaction that changed them."""
    import pyarrow as pa

    with transaction.atomic():
        pairs = Merge.objects.filter(workspace=workspace, undone_at=None).values_list("source", "target")
        flat = flatten(dict(pairs))
        table = pa.table(
            {
                "source_id": pa.array(sorted(flat), pa.int64()),
                "member_id": pa.array([flat[source] for source in sorted(flat)], pa.int64()),
            }
        )
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table)
        IdentityMap.objects.get_or_create(workspace=workspace)
        IdentityMap.objects.filter(workspace=workspace).update(
            version=F("version") + 1, moved=sink.getvalue().to_pybytes()
        )


def flatten(target_of: dict[int, int]) -> dict[int, int]:
    """Return each source's last target along its chain of merges; a chain never returns to where it began."""
    flat: dict[int, int] = {}
    for source in target_of:
        end, path = source, []
        while end in target_of and end not in flat:
            path.append(end)
            end = target_of[end]
        end = flat.get(end, end)
        flat.update(dict.fromkeys(path, end))
    return flat
