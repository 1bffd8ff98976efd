"""The forecast as it is shown: what the base will probably buy and spend, and how far that is to be believed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any

import numpy as np

from siyu.analytics.clv import NotFittedError
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.inputs import Inputs
from siyu.understand.value.calibration import calibrate
from siyu.understand.value.doubts import doubts_of
from siyu.understand.value.forecasting import Forecast
from siyu.understand.value.repeats import Repeats, read_repeats

GROUPS = 10


def forecast_report(inputs: Inputs, days: int, yearly_rate: float) -> dict[str, Any]:
    """Return parameters, totals, tenths of the members by value to come, and the calibration over as many days.

    Raises `Refusal` `value.no_model` when the purchases do not tell the parameters.
    """
    made = fitted(read_repeats(inputs, inputs.today))
    repeats, value = made.repeats, made.value(days, yearly_rate)
    return {
        "as_of": inputs.today,
        "days": days,
        "yearly_rate": yearly_rate,
        "members": len(repeats),
        "repeaters": int((repeats.frequency > 0).sum()),
        "alive": float(made.alive.sum()),
        "purchases": float(made.purchases(days).sum()),
        "value_minor": _minor(value.sum()),
        "models": [
            {"name": "beta_geo", "params": made.buying.params_, "log_likelihood": made.buying.log_likelihood_},
            {"name": "gamma_gamma", "params": made.spending.params_, "log_likelihood": made.spending.log_likelihood_},
        ],
        "tenths": _tenths(made, value, days),
        "calibration": _calibration(inputs, days),
    }


def fitted(repeats: Repeats) -> Forecast:
    """Return the models of the purchases, or raise `Refusal` `value.no_model` with what is missing."""
    try:
        return Forecast.of(repeats)
    except NotFittedError:
        why = Text(
            "购买记录无法确定模型参数：会员太少或彼此太相似",
            "the purchases do not tell the model's parameters: the members are too few or too much alike",
        )
    except ValueError:
        why = Text("还没有会员复购，无从预测", "nobody has bought a second time, so nothing can be told")
    raise Refusal(
        "value.no_model",
        why,
        mend=Text("导入更长时间的订单后再试。", "Import orders of a longer time, then try again."),
        status=409,
    )


def _tenths(made: Forecast, value: np.ndarray, days: int) -> list[dict[str, Any]]:
    order = np.argsort(-value, kind="stable")
    purchases, quiet = made.purchases(days), made.quiet(days)
    whole = float(value.sum())
    return [
        {
            "tenth": place,
            "members": len(part),
            "alive": float(made.alive[part].mean()),
            "quiet": float(quiet[part].mean()),
            "purchases": float(purchases[part].mean()),
            "value_minor": _minor(value[part].mean()),
            "share": float(value[part].sum()) / whole if whole else 0.0,
        }
        for place, part in enumerate(np.array_split(order, GROUPS), 1)
        if len(part)
    ]


def _calibration(inputs: Inputs, days: int) -> dict[str, Any] | None:
    """Return how the forecast would have done; nothing when the time before is too short for a forecast."""
    try:
        found = calibrate(inputs, days)
    except ValueError:
        return None
    return {
        "days": days,
        "split_on": inputs.today - timedelta(days=days),
        "members": found.members,
        "told": found.total,
        "came": found.came,
        "told_by_pareto": found.pareto,
        "told_by_past_rate": found.past_rate,
        "error": found.errors[0],
        "error_of_past_rate": found.errors[1],
        "money_told_minor": _minor(found.money[0]),
        "money_came_minor": _minor(found.money[1]),
        "purchases": [asdict(one) for one in found.purchases],
        "quiet": [asdict(one) for one in found.quiet],
        "due": asdict(found.due),
        "doubts": [one.as_dict() for one in doubts_of(found)],
    }


def _minor(amount: float) -> int:
    return round(float(amount))
