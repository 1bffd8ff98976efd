"""What stores and guides are called, for rows that only hold their numbers."""

from __future__ import annotations

from typing import Any

from siyu.accounts.models import Workspace
from siyu.unify.stores.models import Staff, Store

KNOWN: tuple[tuple[str, type[Store] | type[Staff]], ...] = (("store", Store), ("staff", Staff))


def add_names(workspace: Workspace, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give every row the `store_name` and `staff_name` of its keys; empty where nobody described them."""
    for kind, model in KNOWN:
        keys = {row[f"{kind}_key"] for row in rows} - {None}
        known = model._default_manager.filter(workspace=workspace, key__in=keys)
        names = dict(known.values_list("key", "name"))
        for row in rows:
            row[f"{kind}_name"] = names.get(row[f"{kind}_key"], "")
    return rows
