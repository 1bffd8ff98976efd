"""Endpoints of features: the catalogue with its freshness and coverage, and one feature's spread over the members."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Path, Router, Schema

from siyu.accounts.access import require
from siyu.lib.labels import Label
from siyu.understand.features.registry import GROUPS, Feature, all_features, feature_named

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


class FeatureRunOut(Schema):
    on: date
    at: datetime
    made_at: datetime
    members: int
    computed: int
    seconds: float


class FeatureCoverage(Schema):
    name: str
    known: int
    told: int


class CoverageOut(Schema):
    run: FeatureRunOut | None
    features: list[FeatureCoverage]


class FeatureQuantile(Schema):
    at: float
    value: float


class FeatureBin(Schema):
    low: float | str
    high: float | None
    members: int


class FeatureValueCount(Schema):
    value: str
    members: int


class FeatureDetail(FeatureOut):
    window: int | None
    needs: list[FeatureOut]
    run: FeatureRunOut | None
    known: int
    told: int
    mean: float | None
    quantiles: list[FeatureQuantile]
    bins: list[FeatureBin]
    values: list[FeatureValueCount]


@router.get("/features", response=list[FeatureOut], summary="List the features of members")
def list_features(request: HttpRequest, workspace: Path[str]) -> Any:
    """Return every feature with its unit, group and definition."""
    require(request, workspace, "features.view")
    return [_told(one) for one in all_features()]


@router.get("/feature-coverage", response=CoverageOut, summary="Tell when features were kept and how many have one")
def read_coverage(request: HttpRequest, workspace: Path[str]) -> Any:
    """Return the last run, and for each feature how many members have a value (`known`) and one not zero (`told`)."""
    from siyu.understand.features.spread import coverage_of

    access = require(request, workspace, "features.view")
    run, found = coverage_of(access.workspace)
    features = [{"name": name, "known": one.known, "told": one.told} for name, one in found.items()]
    return {"run": run, "features": features}


@router.get("/features/{name}", response=FeatureDetail, summary="Show a feature and its spread over the members")
def read_feature(request: HttpRequest, workspace: Path[str], name: Path[str]) -> Any:
    """Return the definition and, as kept last, coverage, quantiles and bins or most frequent values."""
    from siyu.understand.features.spread import spread_of

    access = require(request, workspace, "features.view")
    feature = feature_named(name, status=404)
    run, spread = spread_of(access.workspace, feature)
    needs = [_told(feature_named(one)) for one in feature.needs]
    return _told(feature) | spread | {"window": feature.window, "needs": needs, "run": run}


def _told(one: Feature) -> dict[str, Any]:
    return {
        "name": one.name,
        "label": one.label.as_dict(),
        "unit": one.unit,
        "type": one.type,
        "group": one.group,
        "group_label": GROUPS[one.group].as_dict(),
        "about": one.about.as_dict(),
        "source": one.source,
    }
