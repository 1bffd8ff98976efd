"""Who is whom: merges flattened into one map from a source id to the canonical member, written with every change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from django.db.models import F

from siyu.accounts.models import Workspace
from siyu.unify.members.models import IdentityChunk, IdentityMap

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray
    from pyroaring import BitMap

CHUNK_BITS = 12
"""A change of the map rewrites at most 64 KiB, because loads that bring new people change it all the time."""
_CHUNKS = 1 << 31


def read_identity(workspace: Workspace) -> pa.Table:
    """Return (source_id, member_id) of every id that is not its own canonical member, sorted by source_id."""
    import pyarrow as pa

    held = IdentityChunk.objects.filter(workspace=workspace).order_by("chunk").values_list("moved", flat=True)
    parts = [_unpack(raw) for raw in held.iterator(chunk_size=1_000)]
    sources, members = np.concatenate(parts, axis=1) if parts else np.empty((2, 0), dtype=np.int64)
    return pa.table({"source_id": pa.array(sources, pa.int64()), "member_id": pa.array(members, pa.int64())})


def canonical_of(workspace: Workspace, source_id: int) -> int:
    """Return the member that facts of `source_id` are shown under."""
    return canonicals_of(workspace, [source_id])[source_id]


def sources_of(workspace: Workspace, member_id: int) -> list[int]:
    """Return every source id shown under a member, itself first."""
    moved = read_identity(workspace)
    targets = moved["member_id"].to_numpy()
    return [member_id, *(int(source) for source in moved["source_id"].to_numpy()[targets == member_id])]


def to_canonical(workspace: Workspace, sources: BitMap) -> BitMap:
    """Return the members behind a set of source ids."""
    return members_behind(sources, read_identity(workspace))


def members_behind(sources: BitMap, moved: pa.Table) -> BitMap:
    """Return the members behind a set of source ids by a map that `read_identity` gave."""
    from siyu.lib import bitmaps

    froms = moved["source_id"].to_numpy()
    # Making a set of the whole map takes longer than looking a few up in it.
    among = sources & bitmaps.from_ids(froms) if len(sources) > len(froms) else sources
    ids = np.array(among, dtype=np.int64)
    # The map is sorted by source, so the ones among the sources lie at their ranks in it.
    at = np.searchsorted(froms, ids)
    is_moved = np.append(froms, -1)[at] == ids
    if not is_moved.any():
        return sources
    members = np.sort(moved["member_id"].to_numpy()[at[is_moved]])
    return (sources - bitmaps.from_ids(ids[is_moved])) | bitmaps.from_ids(members)


def canonicals_of(workspace: Workspace, source_ids: Iterable[int]) -> dict[int, int]:
    """Return the member of each id; only the parts of the map they lie in are read."""
    wanted = sorted(set(source_ids))
    moved = _read_chunks(workspace, {number >> CHUNK_BITS for number in wanted})
    return {
        number: moved.get(number >> CHUNK_BITS, {}).get(number, number) for number in wanted
    }  # fmt: skip


def move(workspace: Workspace, member_of: Mapping[int, int]) -> None:
    """Show each id under its member from now on; call inside the transaction that changed the merges."""
    by_chunk: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for number, member in member_of.items():
        by_chunk[number >> CHUNK_BITS][number] = member
    held = _read_chunks(workspace, by_chunk)
    for chunk, changed in by_chunk.items():
        known = {n: member for n, member in {**held.get(chunk, {}), **changed}.items() if n != member}
        raw = _pack(np.array(sorted(known.items()), dtype=np.int64).reshape(-1, 2))
        if not IdentityChunk.objects.filter(workspace=workspace, chunk=chunk).update(moved=raw):
            IdentityChunk.objects.create(workspace=workspace, chunk=chunk, moved=raw)
    raise_version(workspace)


def identity_version(workspace: Workspace) -> int:
    """Return how often the map changed; what was worked out at the same number holds for the same people."""
    return IdentityMap.objects.filter(workspace=workspace).values_list("version", flat=True).first() or 0


def raise_version(workspace: Workspace) -> None:
    """Note that the map changed."""
    if not IdentityMap.objects.filter(workspace=workspace).update(version=F("version") + 1):
        IdentityMap.objects.create(workspace=workspace, version=1)


def keep_identity(workspace: Workspace, moved: pa.Table) -> None:
    """Write a whole map (source_id, member_id) anew, for data that is generated."""
    pairs = np.stack([moved["source_id"].to_numpy(), moved["member_id"].to_numpy()], axis=1).astype(np.int64)
    pairs = pairs[np.argsort(pairs[:, 0], kind="stable")]
    chunks, starts = np.unique(pairs[:, 0] >> CHUNK_BITS, return_index=True)
    IdentityChunk.objects.filter(workspace=workspace).delete()
    parts = np.split(pairs, starts[1:]) if len(pairs) else []
    IdentityChunk.objects.bulk_create(
        [IdentityChunk(workspace=workspace, chunk=int(chunk), moved=_pack(part))
         for chunk, part in zip(chunks, parts, strict=True)], batch_size=500,
    )  # fmt: skip
    raise_version(workspace)


def _pack(pairs: NDArray[np.int64]) -> bytes:
    return np.ascontiguousarray(pairs.T, dtype="<i8").tobytes()


def _unpack(raw: bytes | memoryview) -> NDArray[np.int64]:
    return np.frombuffer(bytes(raw), dtype="<i8").reshape(2, -1)


def _read_chunks(workspace: Workspace, chunks: Iterable[int]) -> dict[int, dict[int, int]]:
    # A number in an address may be any; the database takes those that fit.
    wanted, found = sorted({chunk for chunk in chunks if 0 <= chunk < _CHUNKS}), {}
    for start in range(0, len(wanted), 500):
        held = IdentityChunk.objects.filter(workspace=workspace, chunk__in=wanted[start : start + 500])
        for chunk, raw in held.values_list("chunk", "moved"):
            sources, members = _unpack(raw)
            found[chunk] = dict(zip(sources.tolist(), members.tolist(), strict=True))
    return found


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
