"""The reports of a model: how many are in each stage, who moved between two days, and the lifecycle by category."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from siyu.accounts.models import Workspace
from siyu.analytics.rhythm import Terms
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.inputs import Inputs
from siyu.understand.opening import open_inputs
from siyu.understand.stages.costs import has_steps, steps_of
from siyu.understand.stages.kinds import LIFECYCLE, StageModel, model_named
from siyu.understand.stages.standing import ABSENT, Standing, place_lifecycle, standing_on
from siyu.understand.stages.wording import about

SINCE_DAYS = 30
MOST_CATEGORIES = 30


@dataclass(frozen=True)
class Asked:
    """A model at the end of the day `on`, compared with the end of the day `since`."""

    workspace: Workspace
    inputs: Inputs
    model: StageModel
    since: date
    category: str | None = None

    @property
    def on(self) -> date:
        return self.inputs.today


@contextmanager
def open_stages(
    workspace: Workspace, name: str, on: date | None = None, since: date | None = None, category: str | None = None
) -> Iterator[Asked]:
    """Open what a report of stages reads.

    `on` is by default today, `since` thirty days before. Raises `Refusal` for a model there is not (404), days that have
    not come or are not in order, and a category where there are none.
    """
    model = model_named(name)
    if category is not None and model is not LIFECYCLE:
        text = Text("只有生命周期可以按品类", "only the lifecycle goes by category")
        raise Refusal("stages.no_category", text, where="category")
    today = workspace.today()
    day = on or today
    before = since or day - timedelta(days=SINCE_DAYS)
    if day > today:
        mend = Text("今天是 {day}。", "Today is {day}.").format(day=today)
        raise Refusal("stages.future", Text("这一天还没有到", "the day has not come yet"), where="on", mend=mend)
    if before >= day:
        text = Text("起始日须早于截止日", "the day to compare with must lie before")
        raise Refusal("stages.order_of_days", text, where="since")
    with open_inputs(workspace) as inputs:
        yield Asked(workspace, inputs.until(day), model, before, category)


def stage_report(asked: Asked) -> dict[str, Any]:
    """Return the stages with their members now and then, the moves between, and what the lifecycle was told by."""
    told: dict[str, Any] | None = None
    division = asked.inputs.stages(asked.model.name)
    if isinstance(division, Terms):
        from siyu.understand.stages.purchases import lifecycle_of, told_rhythm

        found = lifecycle_of(asked.inputs, division, asked.category)
        now, told = place_lifecycle(asked.inputs, found, asked.category), told_rhythm(found)
    else:
        now = standing_on(asked.inputs, asked.model.name)
    then = standing_on(asked.inputs.until(asked.since), asked.model.name, asked.category)
    counts, before = now.counts(asked.model), then.counts(asked.model)
    flows = flows_of(asked.model, then, now)
    steps = steps_of(asked.workspace, asked.model, asked.since, asked.on, flows) if has_steps(asked.model) else []
    return {
        "model": asked.model.name,
        "label": asked.model.label.as_dict(),
        "category": asked.category,
        "on": asked.on,
        "since": asked.since,
        "members": len(now),
        "members_since": len(then),
        "stages": [
            {
                "name": stage.name,
                "label": stage.label.as_dict(),
                "group": stage.group,
                "about": about(asked.model, stage.name, division).as_dict(),
                "members": int(counts[place]),
                "share": _share(counts[place], len(now)),
                "before": int(before[place]),
                "share_before": _share(before[place], len(then)),
            }
            for place, stage in enumerate(asked.model.stages)
        ],
        "groups": [_group(asked.model, name, counts, before) for name in asked.model.groups],
        "flows": flows,
        "steps": steps,
        "rhythm": told,
    }


def flows_of(model: StageModel, then: Standing, now: Standing) -> list[dict[str, Any]]:
    """Return how many members went from each stage to each, those who stayed too; None where somebody was not there.

    What leads to a stage adds up to its members now, what comes from one to its members then.
    """
    members = np.union1d(then.members, now.members)
    size = len(model.stages) + 1
    # Who is not there has the place -1, which becomes the last.
    cells = then.of(members).astype(np.int64) % size * size + now.of(members).astype(np.int64) % size
    counts = np.bincount(cells, minlength=size * size)
    names = [*model.names, None]
    assert ABSENT == -1
    return [
        {"source": names[cell // size], "target": names[cell % size], "members": int(counts[cell])}
        for cell in np.flatnonzero(counts)
    ]


def category_report(asked: Asked) -> dict[str, Any]:
    """Return the lifecycle of each of the categories with most buyers: stages of their buyers, and the rhythm."""
    from siyu.understand.stages.purchases import category_names, lifecycles_by_category, told_rhythm

    division = asked.inputs.stages(asked.model.name)
    if not isinstance(division, Terms):
        text = Text("只有生命周期可以按品类", "only the lifecycle goes by category")
        raise Refusal("stages.no_category", text, where="model")
    names = category_names(asked.inputs)
    rows = []
    for category, found in lifecycles_by_category(asked.inputs, division, MOST_CATEGORIES):
        standing = place_lifecycle(asked.inputs, found, category)
        counts = standing.counts(asked.model)
        rows.append(
            {
                "category": category,
                "label": Text(names.get(category, category), category).as_dict(),
                "buyers": int(counts.sum() - counts[asked.model.place("never")]),
                "counts": dict(zip(asked.model.names, counts.tolist(), strict=True)),
                "rhythm": told_rhythm(found),
            }
        )
    return {"on": asked.on, "members": len(standing_on(asked.inputs, asked.model.name)), "categories": rows}


def _group(model: StageModel, name: str, counts: np.ndarray, before: np.ndarray) -> dict[str, Any]:
    places = [place for place, stage in enumerate(model.stages) if stage.group == name]
    return {
        "name": name,
        "label": model.groups[name].as_dict(),
        "members": int(counts[places].sum()),
        "share": _share(counts[places].sum(), counts.sum()),
        "before": int(before[places].sum()),
        "share_before": _share(before[places].sum(), before.sum()),
    }


def _share(part: int, whole: int) -> float:
    return float(part / whole) if whole else 0.0
