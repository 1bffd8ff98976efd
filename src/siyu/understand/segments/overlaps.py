"""How segments overlap: the disjoint regions of up to five of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.segments.reading import find_segment, members_of

if TYPE_CHECKING:
    from pyroaring import BitMap

MOST = 5


def overlap_segments(workspace: Workspace, names: Sequence[str]) -> dict[str, Any]:
    """Return `{sizes: {name: n}, regions: [{in: [names], size}]}`; a member counts in exactly one region.

    Regions without members are there too, so that the sizes of those a name is in add up to its size.
    """
    chosen = list(dict.fromkeys(names))
    if not 1 <= len(chosen) <= MOST:
        text = Text("请选择 1 到 {most} 个分群", "choose 1 to {most} segments").format(most=MOST)
        raise Refusal("segment.overlap", text, where="names")
    members = {name: members_of(find_segment(workspace, name)) for name in chosen}
    return {"sizes": {name: len(bits) for name, bits in members.items()}, "regions": list(_regions(members))}


def _regions(members: Mapping[str, BitMap]) -> list[dict[str, Any]]:
    return [
        {"in": list(inside), "size": len(_region(members, inside))}
        for count in range(1, len(members) + 1)
        for inside in combinations(members, count)
    ]


def _region(members: Mapping[str, BitMap], inside: tuple[str, ...]) -> BitMap:
    region, *others = (members[name] for name in inside)
    for other in others:
        region = region & other
    for name, other in members.items():
        if name not in inside:
            region = region - other
    return region
