"""How good the forecast would have been: fitted to the purchases up to a day, compared with what came after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from siyu.analytics.clv import NotFittedError, ParetoNBD
from siyu.understand.inputs import Inputs
from siyu.understand.value.forecasting import Forecast
from siyu.understand.value.repeats import Floats, Repeats, read_repeats

CLASSES = 10
EARLY = 0.1
"""Who first buys in this part of the time may have been a customer before the data begin."""


@dataclass(frozen=True)
class Bin:
    """Members whom the model told alike: how many, what it told in the mean, and what came, in the mean."""

    members: int
    told: float
    came: float


@dataclass(frozen=True)
class Calibration:
    """A forecast of the last `days`, made without them, beside what came.

    `purchases` are tenths of the members by the purchases told, `quiet` bands of the probability told to buy nothing.
    `due` are the members whose next purchase was told to fall into the days, with the share told and the share that had
    come by the day told for each. `total`, `pareto` and `past_rate` are the purchases told in all by the model, by
    Pareto/NBD (None when it cannot be fitted) and by everybody's own rate so far; `errors` the mean distance of a
    member's purchases from what the model and the own rate told of them; `early` the share of the members whose first
    purchase lies at the very start of the data.
    """

    days: int
    members: int
    repeaters: int
    came: float
    total: float
    pareto: float | None
    past_rate: float
    errors: tuple[float, float]
    purchases: list[Bin]
    quiet: list[Bin]
    due: Bin
    money: tuple[float, float]
    early: float


def calibrate(inputs: Inputs, days: int) -> Calibration:
    """Compare. Raises as `Forecast.of` does when the purchases before the days cannot be fitted."""
    before = read_repeats(inputs, inputs.today - timedelta(days=days))
    made = Forecast.of(before)
    told, quiet = made.purchases(days), made.quiet(days)
    past = np.divide((before.frequency + 1.0) * days, before.age, out=np.zeros(len(before)), where=before.age > 0)
    errors = float(np.abs(told - before.later).mean()), float(np.abs(past - before.later).mean())
    return Calibration(
        days=days,
        members=len(before),
        repeaters=int((before.frequency > 0).sum()),
        came=float(before.later.sum()),
        total=float(told.sum()),
        pareto=_pareto(before, days),
        past_rate=float(past.sum()),
        errors=errors,
        purchases=_tenths(told, before.later),
        quiet=_bands(quiet, before.later == 0),
        due=_due(made, before, days),
        money=(float((told * made.spent_a_purchase).sum()), float(before.later_minor.sum())),
        early=_early(before),
    )


def _pareto(before: Repeats, days: int) -> float | None:
    try:
        return float(ParetoNBD().fit(*before.history).predict(float(days), *before.history).sum())
    except NotFittedError:
        return None


def _tenths(told: Floats, came: Floats) -> list[Bin]:
    order = np.argsort(told, kind="stable")
    return [_bin(told[part], came[part]) for part in np.array_split(order, CLASSES) if len(part)]


def _bands(told: Floats, came: NDArray[np.bool_]) -> list[Bin]:
    place = np.minimum((told * CLASSES).astype(np.int64), CLASSES - 1)
    return [_bin(told[place == band], came[place == band]) for band in range(CLASSES) if (place == band).any()]


def _due(made: Forecast, before: Repeats, days: int) -> Bin:
    """Return of whom the next purchase was told to fall into the days, the share told and the share that bought in time.

    Whether somebody bought by a day of his own takes every purchase; among the days it is told by the quiet of the rest.
    """
    falls = made.due_in_days <= days
    if not falls.any():
        return Bin(0, 0.5, 0.0)
    bought = (before.later[falls] > 0).mean()
    return Bin(int(falls.sum()), float((1.0 - made.quiet(days)[falls]).mean()), float(bought))


def _early(before: Repeats) -> float:
    start = before.first_on.min()
    return float((before.first_on <= start + (np.datetime64(before.until) - start) * EARLY).mean())


def _bin(told: Floats, came: NDArray[np.floating] | NDArray[np.bool_]) -> Bin:
    return Bin(len(told), float(told.mean()), float(came.mean()))
