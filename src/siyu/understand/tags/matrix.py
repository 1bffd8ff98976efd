"""The source table with numbers: whom each source reached, and how many of them have a tag of each group."""

from __future__ import annotations

from typing import Any

from pyroaring import BitMap

from siyu.accounts.models import Workspace
from siyu.understand.opening import open_inputs
from siyu.understand.rules.evaluate import evaluate
from siyu.understand.tags.models import Tag
from siyu.understand.tags.reading import members_of, standing_tags
from siyu.understand.tags.sources import Source, reach_of, table_of
from siyu.understand.tags.words import GROUPS


def source_matrix(workspace: Workspace) -> dict[str, Any]:
    """Return groups with their coverage of the base, and sources with their reach and coverage of each group they give.

    The coverage of a cell is the share of members the source reached that have at least one tag of the group.
    """
    document, row = table_of(workspace)
    tags = list(standing_tags(workspace))
    having = {group: _having(tags, group) for group in GROUPS}
    with open_inputs(workspace) as inputs:
        reached = evaluate([reach_of(source) for source in document.sources], inputs)
        base = inputs.base
    return {
        "version": row.version if row else 0,
        "updated_at": row.updated_at if row else None,
        "updated_by": row.updated_by if row else "",
        "base": len(base),
        "document": document.model_dump(),
        "groups": [
            {"name": group, "label": label.as_dict(), "tags": sum(tag.group == group for tag in tags),
             "members": len(having[group] & base)}
            for group, label in GROUPS.items()
        ],
        "sources": [
            _row(source, members & base, having, tags)
            for source, members in zip(document.sources, reached, strict=True)
        ],
    }  # fmt: skip


def _having(tags: list[Tag], group: str) -> BitMap:
    found = [members_of(tag) for tag in tags if tag.group == group]
    return BitMap.union(*found) if found else BitMap()


def _row(source: Source, reached: BitMap, having: dict[str, BitMap], tags: list[Tag]) -> dict[str, Any]:
    cells = [
        {"group": group, "gives": group in source.groups, "members": len(reached & members),
         "tags": sum(tag.source == source.name and tag.group == group for tag in tags)}
        for group, members in having.items()
    ]  # fmt: skip
    return {"name": source.name, "label": source.label, "reached": len(reached), "cells": cells}
