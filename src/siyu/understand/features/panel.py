"""The features of one member, as member 360 shows them."""

from __future__ import annotations

from typing import Any

from siyu.accounts.models import Workspace
from siyu.understand.features.registry import GROUPS, all_features


def member_features(workspace: Workspace, member_id: int) -> dict[str, Any]:
    """Return `{features: [{name, label, unit, type, group, group_label, value}]}` as of the workspace's clock."""
    from pyroaring import BitMap

    from siyu.understand.features.compute import compute
    from siyu.understand.opening import open_inputs

    with open_inputs(workspace) as inputs:
        rows = compute(inputs, members=BitMap([member_id])).to_pylist()
    values = rows[0] if rows else {}
    return {
        "features": [
            {
                "name": one.name,
                "label": one.label.as_dict(),
                "unit": one.unit,
                "type": one.type,
                "group": one.group,
                "group_label": GROUPS[one.group].as_dict(),
                "value": values.get(one.name),
            }
            for one in all_features()
        ]
    }
