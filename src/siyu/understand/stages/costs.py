"""What the steps of a model cost: amounts somebody entered for a period, divided by who came into the stage in it.

Touches and campaigns carry no cost, so nothing is worked out from them: without an entry there is no cost.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.rules.conditions import parse_date
from siyu.understand.rules.problems import unknown
from siyu.understand.stages.kinds import StageModel, model_named
from siyu.understand.stages.models import StepCost

MOST_MINOR = 10**15


def steps_of(workspace: Workspace, model: StageModel, since: date, on: date, flows: list[dict[str, Any]]) -> Any:
    """Return for each stage but the first who came up into it between the days, and what one of them cost.

    Up is from any earlier stage of the model, or from not being there. Costs are those entered for these very days.
    """
    entered = StepCost.objects.filter(workspace=workspace, model=model.name, since_on=since, on=on)
    costs = {cost.stage: cost for cost in entered}
    return [_step(model, place, flows, costs.get(stage)) for place, stage in enumerate(model.names) if place]


def enter_cost(access: Access, name: str, stage: str, days: tuple[str, str], amount_minor: int | None) -> None:
    """Enter what was spent from a day to a day, written as `2017-06-30`, to bring members into a stage; None takes it back.

    Raises `Refusal` for a model without steps, a stage no step leads to, no days or days out of order, and an impossible amount.
    """
    model = _stepped(name)
    since, on = parse_date(days[0], "since"), parse_date(days[1], "on")
    if stage not in model.names[1:]:
        raise unknown("stages.unknown_stage", model.label, stage, model.names[1:], "stage")
    if since >= on:
        text = Text("起始日须早于截止日", "the first day must lie before the last")
        raise Refusal("stages.order_of_days", text, where="since")
    if amount_minor is not None and not 0 <= amount_minor <= MOST_MINOR:
        text = Text("花费须为不小于 0 的金额", "a cost is an amount from 0")
        raise Refusal("stages.cost", text, where="amount_minor")
    step: dict[str, Any] = {
        "workspace": access.workspace,
        "model": model.name,
        "stage": stage,
        "since_on": since,
        "on": on,
    }
    with transaction.atomic():
        if amount_minor is None:
            StepCost.objects.filter(**step).delete()
        else:
            made = {"amount_minor": amount_minor, "by": access.by, "at": datetime.now(UTC)}
            StepCost.objects.update_or_create(**step, defaults=made)
        change = {"stage": stage, "since": since.isoformat(), "on": on.isoformat(), "amount_minor": amount_minor}
        record(access, "stages.cost_entered", "stages", model.name, change)


def has_steps(model: StageModel) -> bool:
    """Say whether the stages of a model are steps that lead up from one to the next; the lifecycle turns in circles."""
    return bool(model.asked)


def _stepped(name: str) -> StageModel:
    model = model_named(name)
    if not has_steps(model):
        text = Text("生命周期没有逐级的步骤", "the lifecycle has no steps that lead up")
        raise Refusal("stages.no_steps", text, where="model")
    return model


def _step(model: StageModel, place: int, flows: list[dict[str, Any]], cost: StepCost | None) -> dict[str, Any]:
    below = {None, *model.names[:place]}
    name = model.names[place]
    came = sum(flow["members"] for flow in flows if flow["target"] == name and flow["source"] in below)
    amount = cost.amount_minor if cost else None
    return {
        "stage": name,
        "label": model.stages[place].label.as_dict(),
        "came": came,
        "amount_minor": amount,
        "cost_minor": round(amount / came) if amount is not None and came else None,
        "by": cost.by if cost else None,
        "at": cost.at if cost else None,
    }
