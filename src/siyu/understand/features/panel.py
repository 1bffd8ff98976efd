"""The features of one member, as member 360 shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siyu.accounts.models import Workspace
from siyu.lib.labels import Label
from siyu.lib.text import Text
from siyu.understand.features.registry import GROUPS, all_features

if TYPE_CHECKING:
    from siyu.understand.inputs import Inputs


NAMED_BY_PRODUCTS = {"favourite_category": "category", "favourite_department": "department"}


def member_features(workspace: Workspace, member_id: int) -> dict[str, Any]:
    """Return `{features: [{name, label, unit, type, group, group_label, value, value_label}]}` as of the workspace's clock."""
    from pyroaring import BitMap

    from siyu.understand.features.compute import compute
    from siyu.understand.opening import open_inputs

    with open_inputs(workspace, members=BitMap([member_id])) as inputs:
        rows = compute(inputs).to_pylist()
        values = rows[0] if rows else {}
        labels = _product_labels(inputs, values)
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
                "value_label": labels.get(one.name),
            }
            for one in all_features()
        ]
    }


def _product_labels(inputs: Inputs, values: dict[str, Any]) -> dict[str, Label]:
    """Return the Chinese and English names of the favourite category and department, as far as products have them."""
    wanted = {feature: column for feature, column in NAMED_BY_PRODUCTS.items() if values.get(feature)}
    if not wanted:
        return {}
    products = inputs.products()
    names = inputs.snapshot.to_arrow(
        products.agg(
            **{
                feature: products[f"{column}_zh"].max(where=products[column] == values[feature])
                for feature, column in wanted.items()
            }
        )
    ).to_pylist()[0]
    return {feature: Text(zh, values[feature]).as_dict() for feature, zh in names.items() if zh}
