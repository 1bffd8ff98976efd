"""Endpoint of features: the catalogue."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Path, Router, Schema

from siyu.accounts.access import require
from siyu.lib.labels import Label
from siyu.understand.features.registry import GROUPS, all_features

router = Router(tags=["features"])


class FeatureOut(Schema):
    name: str
    label: Label
    unit: str
    type: str
    group: str
    group_label: Label
    about: Label
    source: str


@router.get("/features", response=list[FeatureOut], summary="List the features of members")
def list_features(request: HttpRequest, workspace: Path[str]) -> Any:
    """Return every feature with its unit, group and definition."""
    require(request, workspace, "features.view")
    return [
        {
            "name": one.name,
            "label": one.label.as_dict(),
            "unit": one.unit,
            "type": one.type,
            "group": one.group,
            "group_label": GROUPS[one.group].as_dict(),
            "about": one.about.as_dict(),
            "source": one.source,
        }
        for one in all_features()
    ]
