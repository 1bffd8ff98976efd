"""Where everybody stands in a model at an instant, worked out from the facts known to have occurred by then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from siyu.analytics.rhythm import Terms
from siyu.lib import bitmaps
from siyu.understand.inputs import Inputs
from siyu.understand.rules.evaluate import evaluate
from siyu.understand.rules.leaves.attribute import JOINED_ON
from siyu.understand.rules.masks import typed
from siyu.understand.rules.parse import parse_rule
from siyu.understand.stages.documents import Ruled
from siyu.understand.stages.kinds import LIFECYCLE, StageModel, model_named

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pyroaring import BitMap

    from siyu.analytics.lifecycle import Lifecycle

ABSENT = -1
BOUGHT = {"did": "ordered"}


@dataclass(frozen=True)
class Standing:
    """The members who are there at an instant, ascending, and for each the place of the stage in its model."""

    members: NDArray[np.int64]
    places: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.members)

    def counts(self, model: StageModel) -> NDArray[np.int64]:
        """Return how many are in each stage."""
        return np.bincount(self.places, minlength=len(model.stages)).astype(np.int64)

    def in_(self, places: list[int]) -> NDArray[np.int64]:
        """Return the members in one of the stages."""
        return self.members[np.isin(self.places, places)]

    def of(self, members: NDArray[np.int64]) -> NDArray[np.int8]:
        """Return the place of each of some members, `ABSENT` for who is not there."""
        if not len(self.members):
            return np.full(len(members), ABSENT, dtype=np.int8)
        at = np.minimum(np.searchsorted(self.members, members), len(self.members) - 1)
        return np.where(self.members[at] == members, self.places[at], ABSENT).astype(np.int8)


def standing_on(inputs: Inputs, name: str, category: str | None = None) -> Standing:
    """Return where the members stand in the model called `name` at the instant of the inputs.

    Members are there from the day they joined, or bought if that was before; those without a day of joining always.
    """
    model, division = model_named(name), inputs.stages(name)
    if isinstance(division, Terms):
        return place_lifecycle(inputs, _lifecycle(inputs, division, category), category)
    return _ruled(inputs, model, division)


def place_lifecycle(inputs: Inputs, found: Lifecycle, category: str | None = None) -> Standing:
    """Return the standing of everybody who is there, given the stages of those who bought, or bought of the category."""
    from siyu.analytics.rhythm import STAGES

    members = _there(inputs, bitmaps.from_ids(found.members) if category is None else None)
    places = np.full(len(members), LIFECYCLE.place("never"), dtype=np.int8)
    if len(members):
        at = np.minimum(np.searchsorted(members, found.members), len(members) - 1)
        known = members[at] == found.members
        place_of = np.array([LIFECYCLE.place(stage) for stage in STAGES], dtype=np.int8)
        places[at[known]] = place_of[found.stages[known]]
    return Standing(members, places)


def _lifecycle(inputs: Inputs, terms: Terms, category: str | None) -> Lifecycle:
    from siyu.understand.stages.purchases import lifecycle_of

    return lifecycle_of(inputs, terms, category)


def contacts_of(inputs: Inputs, model: StageModel) -> NDArray[np.int64]:
    """Return the members a model `of_some` is about at the instant, ascending: by its rule, or set into a stage by then."""
    division = inputs.stages(model.name)
    assert isinstance(division, Ruled) and division.who is not None
    (who,) = evaluate([division.who], inputs)
    who |= bitmaps.from_ids(inputs.marks(model.name, inputs.at))
    members = _there(inputs)
    return members[np.isin(members, np.array(who, dtype=np.int64))]


def only(inputs: Inputs, members: NDArray[np.int64]) -> Inputs:
    """Return the inputs limited to some members where that spares reading: most of the base is not worth naming."""
    return inputs.limited_to(bitmaps.from_ids(members)) if len(members) * 2 < len(inputs.base) else inputs


def told_by_rules(inputs: Inputs, model: StageModel, division: Ruled) -> Standing:
    """Return where the rules alone put the members, whatever stage was set for somebody."""
    members = contacts_of(inputs, model) if model.of_some else _there(inputs)
    places = np.zeros(len(members), dtype=np.int8)
    if not len(members):
        return Standing(members, places)
    found = evaluate([rule for _, rule in division.rules], only(inputs, members))
    # The first rule that holds decides: it is written last.
    for (name, _), holds in reversed(list(zip(division.rules, found, strict=True))):
        places[np.isin(members, np.array(holds, dtype=np.int64), assume_unique=True)] = model.place(name)
    return Standing(members, places)


def _ruled(inputs: Inputs, model: StageModel, division: Ruled) -> Standing:
    told = told_by_rules(inputs, model, division)
    marks = inputs.marks(model.name, inputs.at) if model.of_some else {}
    set_ = {member: model.place(stage) for member, stage in marks.items() if stage is not None}
    if set_ and len(told):
        members = np.fromiter(set_, np.int64, len(set_))
        places = np.fromiter(set_.values(), np.int8, len(set_))
        at = np.minimum(np.searchsorted(told.members, members), len(told) - 1)
        here = told.members[at] == members
        told.places[at[here]] = places[here]
    return told


def _there(inputs: Inputs, bought: BitMap | None = None) -> NDArray[np.int64]:
    late = _late(inputs)
    if late and bought is None:
        (bought,) = evaluate([parse_rule(BOUGHT)], inputs, late)
    return np.array(inputs.base - (late - bought) if bought else inputs.base - late, dtype=np.int64)


def _late(inputs: Inputs) -> BitMap:
    """Return who joined after the day of the instant."""
    if inputs.joined_after is not None:
        return inputs.joined_after(inputs.today) & inputs.base
    table = inputs.attributes(JOINED_ON)
    days = typed(table["value"], "date")
    known = days.is_valid()
    on = days.filter(known).to_numpy().astype("datetime64[D]")
    late = on > np.datetime64(inputs.today)
    return bitmaps.from_ids(table["member_id"].filter(known).to_numpy()[late]) & inputs.base


def everybody(inputs: Inputs) -> Inputs:
    """Return the inputs unlimited in what is read; the base stays that of who is asked for."""
    return inputs if inputs.members is None else replace(inputs, members=None)
