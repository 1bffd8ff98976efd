"""Fields of what members bought: every feature as `feature.<name>`, and the name of the store they buy at."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import Any

from siyu.accounts.models import Workspace
from siyu.engage.templates.fields import Field, Found, Source, Type
from siyu.engage.templates.values import Money, Rate, Ratio, Value
from siyu.lib.text import Text
from siyu.understand.features.registry import Feature, all_features

FEATURE, STORE, OF_STORE = "feature.", "store", "favourite_store"


def _fields(workspace: Workspace) -> Iterator[Field]:
    yield Field(STORE, Text("常去门店", "Store"), "text", "member")
    for feature in all_features():
        kind: Type = "rate" if feature.unit == "rate" else feature.type
        nothing = _value(workspace, feature, 0) if feature.is_zero_without_rows else None
        yield Field(f"{FEATURE}{feature.name}", feature.label, kind, "feature", nothing)


def _read(workspace: Workspace, members: Sequence[int], names: Collection[str], language: str) -> Found:
    from pyroaring import BitMap

    from siyu.understand.features.compute import compute
    from siyu.understand.opening import open_inputs

    features = {f"{FEATURE}{one.name}": one for one in all_features()}
    wanted = {features[name].name for name in names if name in features} | ({OF_STORE} if STORE in names else set())
    with open_inputs(workspace, members=BitMap(members)) as inputs:
        rows = compute(inputs, sorted(wanted)).to_pylist()
    found: Found = {}
    for name in names:
        if name in features:
            feature = features[name]
            told = {row["member_id"]: _value(workspace, feature, row[feature.name]) for row in rows}
            found[name] = {member: value for member, value in told.items() if value is not None}
    if STORE in names:
        found[STORE] = _stores(workspace, {row["member_id"]: row[OF_STORE] for row in rows})
    return found


def _value(workspace: Workspace, feature: Feature, value: Any) -> Value:
    if value is None:
        return None
    if feature.unit == "money":
        return Money.of(round(value), workspace.currency)
    if feature.unit == "rate":
        return Rate(str(value))
    if isinstance(value, float):
        return Ratio(str(value))
    return int(value) if isinstance(value, Decimal) else value


def _stores(workspace: Workspace, keys: dict[int, str | None]) -> dict[int, Value]:
    from siyu.unify.stores.models import Store

    known = Store.objects.filter(workspace=workspace, key__in={key for key in keys.values() if key})
    names = dict(known.exclude(name="").values_list("key", "name"))
    return {member: names[key] for member, key in keys.items() if key in names}


SOURCE = Source(_fields, lambda name: name == STORE or name.startswith(FEATURE), _read)
