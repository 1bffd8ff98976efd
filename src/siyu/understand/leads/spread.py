"""Where leads stand: stage × industry × size, what is known of them, which sources they came from, what is due."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from siyu.understand.inputs import Inputs
from siyu.understand.leads.documents import FIELDS, Leads
from siyu.understand.leads.known import among, classes_of, counted, known_by
from siyu.understand.rules.leaves.attribute import JOINED_ON
from siyu.understand.rules.masks import typed
from siyu.understand.stages.kinds import B2B
from siyu.understand.stages.standing import Standing, standing_on

if TYPE_CHECKING:
    from numpy.typing import NDArray

CUSTOMERS = tuple(B2B.names[B2B.place("won") :])
STEPS = ("lead", "market_qualified", "won")


def spread_report(inputs: Inputs, leads: Leads) -> dict[str, Any]:
    """Return the contacts by stage, industry and size; what is not known is a value of its own, named None."""
    standing = standing_on(inputs, B2B.name)
    members = standing.members
    held = {field: known_by(inputs, leads.attributes[field], members) for field in FIELDS}
    sizes = classes_of(held["size"], leads.size_limits)
    shown = {
        "industries": counted(leads.attributes["industry"], held["industry"]),
        "sizes": counted(leads.attributes["size"], sizes, leads.size_limits),
    }
    industry, size = among(held["industry"], shown["industries"]), among(sizes, shown["sizes"])
    cells = Counter(zip(standing.places.tolist(), industry, size, strict=True))
    counts = standing.counts(B2B)
    return {
        "on": inputs.today,
        "contacts": len(members),
        "members": len(inputs.base),
        "fields": [_field(field, leads, held[field]) for field in FIELDS],
        "stages": [
            {"name": stage.name, "label": stage.label.as_dict(), "group": stage.group, "members": int(counts[place])}
            for place, stage in enumerate(B2B.stages)
        ],
        **{name: [value.as_dict() for value in values] for name, values in shown.items()},
        "cells": [
            {"stage": B2B.names[place], "industry": one, "size": other, "members": number}
            for (place, one, other), number in sorted(cells.items(), key=lambda cell: (cell[0][0], -cell[1]))
        ],
        "lookback_days": leads.lookback_days,
        "sources": _sources(inputs, leads, standing, held["source"]),
        "renewals": _renewals(inputs, leads, standing, held["renews_on"]),
    }


def _field(field: str, leads: Leads, values: list[str | None]) -> dict[str, Any]:
    known = sum(value is not None for value in values)
    return {"field": field, "attribute": leads.attributes[field], "known": known,
            "share": known / len(values) if values else 0.0}  # fmt: skip


def _sources(inputs: Inputs, leads: Leads, standing: Standing, sources: list[str | None]) -> list[dict[str, Any]]:
    """Return for each source the contacts of the look-back, and how many of them stand at a step or beyond it now."""
    mine = _came_lately(inputs, standing.members, leads.lookback_days)
    some = [source for source, is_mine in zip(sources, mine.tolist(), strict=True) if is_mine]
    values = counted(leads.attributes["source"], some)
    named, places = np.array(among(some, values), dtype=object), standing.places[mine]
    return [
        {
            **value.as_dict(),
            **{step: int((places[named == value.name] >= B2B.place(step)).sum()) for step in STEPS},
        }
        for value in values
    ]


def _came_lately(inputs: Inputs, members: NDArray[np.int64], days: int) -> NDArray[np.bool_]:
    """Say of each member whether he joined in the last so many days; one without a day of joining did."""
    table = inputs.attributes(JOINED_ON)
    joined = dict(zip(table["member_id"].to_pylist(), typed(table["value"], "date").to_pylist(), strict=True))
    first = inputs.first_day(days)
    return np.array([(joined.get(member) or first) >= first for member in members.tolist()], dtype=bool)


def _renewals(inputs: Inputs, leads: Leads, standing: Standing, values: list[str | None]) -> dict[str, Any]:
    """Return how many customers are to renew in the days ahead, and how many should have by now."""
    days = typed(pa.chunked_array([pa.array(values, pa.string())]), "date").to_pylist()
    customers = (standing.places >= B2B.place("won")).tolist()
    due = [day for day, is_customer in zip(days, customers, strict=True) if day is not None and is_customer]
    today, until = inputs.today, inputs.today + timedelta(days=leads.renewal_days)
    stage = {"stage": B2B.name, "is": {"in": list(CUSTOMERS)}}
    attribute = leads.attributes["renews_on"]

    def rule(condition: dict[str, Any]) -> dict[str, Any]:
        return {"all": [stage, {"attribute": attribute, "is": condition}]}

    return {
        "days": leads.renewal_days,
        "customers": sum(customers),
        "known": len(due),
        "soon": sum(today <= day <= until for day in due),
        "late": sum(day < today for day in due),
        "soon_rule": rule({"between": [today.isoformat(), until.isoformat()]}),
        "late_rule": rule({"lt": today.isoformat()}),
    }
