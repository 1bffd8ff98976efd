"""What a rule can be made of in a workspace: names for checking, labels for the builder, values to choose from."""

from __future__ import annotations

from typing import Any

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import open_snapshot
from siyu.connect.vocabulary import EVENTS, TOUCHES, label_of
from siyu.lib.text import Text
from siyu.understand.features.registry import all_features
from siyu.understand.rules.conditions import OPERATORS
from siyu.understand.rules.facts import ACTIVITY, ORDERED, REFUNDED, Fact, Property
from siyu.understand.rules.kinds import leaf_kinds
from siyu.understand.rules.known import Known
from siyu.understand.rules.leaves.attribute import JOINED_ON
from siyu.understand.rules.problems import unknown
from siyu.understand.stages.kinds import MODELS, StageModel
from siyu.unify.consents.purposes import SCOPES, label_of_scope
from siyu.unify.members.attributes import attribute_names, read_attribute
from siyu.unify.members.channels import CHANNELS
from siyu.unify.members.masking import is_personal

MOST_VALUES = 200


def known_of(workspace: Workspace) -> Known:
    """Return the names rules are checked against when they are saved."""
    from siyu.understand.segments.models import Segment
    from siyu.understand.tags.listing import declared_values

    return Known(
        currency=workspace.currency,
        segments=tuple(Segment.objects.filter(workspace=workspace).values_list("name", flat=True)),
        attributes=tuple(attribute_names(workspace)),
        types=_types(workspace),
        tags=declared_values(workspace),
    )


def vocabulary_of(workspace: Workspace) -> dict[str, Any]:
    """Return what rules are made of: every kind of word with its labels, and the operators by type."""
    from siyu.understand.segments.models import Segment
    from siyu.understand.tags.listing import tag_terms

    segments = Segment.objects.filter(workspace=workspace).order_by("name").values("name", "label")
    held = _held_types(workspace)
    return {
        "leaves": [{"name": kind.key, "label": kind.label.as_dict()} for kind in leaf_kinds().values()],
        "features": [
            {"name": one.name, "label": one.label.as_dict(), "unit": one.unit, "group": one.group, "type": one.type}
            for one in all_features()
        ],
        "attributes": [_attribute(workspace, name) for name in attribute_names(workspace)]
        + [{"name": JOINED_ON, "type": "date", "values": []}],
        "facts": [
            {**_fact(ORDERED), "seen": True},
            {**_fact(REFUNDED), "seen": True},
            *({**_fact(ACTIVITY, name), "seen": name in held} for name in _with_standard(held)),
        ],
        "channels": [{"name": one.name, "label": one.label.as_dict()} for one in CHANNELS.values()],
        "consents": [{"name": name, "label": label_of_scope(*scope).as_dict()} for name, scope in SCOPES.items()],
        "operators": {kind: list(operators) for kind, operators in OPERATORS.items()},
        "segments": list(segments),
        "tags": tag_terms(workspace),
        "stages": [_stages(model) for model in MODELS.values()],
    }


def property_values(workspace: Workspace, name: str, search: str = "") -> list[dict[str, Any]]:
    """Return up to 200 values of a property with label and number of rows, the most frequent first.

    `search` keeps values or labels that contain it. Raises `Refusal` for a property nobody knows or that is no text.
    """
    found = next(
        (one for fact in (ORDERED, REFUNDED, ACTIVITY) if (one := fact.find(name)) and one.type == "text"), None
    )
    if found is None:
        names = [one.name for fact in (ORDERED, REFUNDED, ACTIVITY) for one in fact.properties if one.type == "text"]
        raise unknown("rule.unknown_property", Text("属性", "property"), name, names, "property")
    with open_snapshot(workspace) as snapshot:
        column = found.product or found.columns[0][1]
        table = snapshot.facts(_table_of(found))
        shown = f"{column}_zh" if f"{column}_zh" in table.columns else "name" if found.product == "key" else column
        rows = table.filter(table[column].notnull()).select(
            value=table[column], zh=table[shown].coalesce(table[column])
        )
        if search:
            rows = rows.filter(rows.value.lower().contains(search.lower()) | rows.zh.contains(search))
        counted = rows.group_by("value").agg(zh=rows.zh.max(), count=rows.count())
        best = counted.order_by([counted["count"].desc(), counted.value]).limit(MOST_VALUES)
        values = snapshot.to_arrow(best).to_pylist()
    is_name = found.product == "key"
    return [
        {
            "value": row["value"],
            "label": Text(row["zh"], row["zh"] if is_name else row["value"]).as_dict(),
            "count": row["count"],
        }
        for row in values
    ]


def _table_of(found: Property) -> str:
    if found.product:
        return "products"
    table = found.columns[0][0]
    return "order_lines" if table == "lines" else table


def _types(workspace: Workspace) -> tuple[str, ...]:
    """Return the standard types of events and touches and those the lake holds besides."""
    return _with_standard(_held_types(workspace))


def _held_types(workspace: Workspace) -> set[str]:
    """Return the types of events and touches that happened at least once."""
    with open_snapshot(workspace) as snapshot:
        found = {
            value
            for table in ("events", "touches")
            for value in snapshot.to_arrow(snapshot.facts(table).select("type").distinct())["type"].to_pylist()
        }
    return found - {None}


def _with_standard(held: set[str]) -> tuple[str, ...]:
    return (*EVENTS, *TOUCHES, *sorted(held - EVENTS.keys() - TOUCHES.keys()))


def _fact(fact: Fact, name: str | None = None) -> dict[str, Any]:
    label = label_of(name) if name else fact.label
    return {
        "name": name or fact.name,
        "label": label.as_dict(),
        "properties": [
            {
                "name": one.name,
                "label": one.label.as_dict(),
                "type": one.type,
                "money": one.type == "money",
                "adds_up": one.adds_up,
            }
            for one in fact.properties
        ],
    }


def _stages(model: StageModel) -> dict[str, Any]:
    values = [{"value": stage.name, "label": stage.label.as_dict()} for stage in model.stages]
    return {"name": model.name, "label": model.label.as_dict(), "values": values}


def _attribute(workspace: Workspace, name: str) -> dict[str, Any]:
    if is_personal(name):
        return {"name": name, "type": "text", "values": []}
    values = read_attribute(workspace, name)["value"].value_counts().to_pylist()
    frequent = sorted(values, key=lambda one: (-one["counts"], one["values"]))[:MOST_VALUES]
    return {"name": name, "type": "text", "values": sorted(one["values"] for one in frequent)}
