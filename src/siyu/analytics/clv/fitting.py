"""Maximum likelihood over parameters that are all positive: searched by their logarithms, so that no unit of time matters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from siyu.analytics.clv.histories import Floats, Histories

Likelihood = Callable[[Floats], tuple[float, Floats]]
"""From parameters to the log-likelihood of all customers and its derivative by each parameter."""

FARTHEST = 1e6
"""A parameter is looked for within this factor of its start. A likelihood that is all but flat there has its maximum at
infinity, where customers are all alike in what the parameter tells, and what it says of them is that limit."""
FIRST_LOOK = 10_000
_SHARP, _FLAT = 1e-7, 1e-4


class NotFittedError(ValueError):
    """The likelihood has no maximum that could be found: the data do not tell the parameters."""


@dataclass(frozen=True)
class Maximum:
    """Where a likelihood is greatest, its logarithm there, and how it bends about it: the inverse of its curvature a
    customer by the logarithms of the parameters."""

    parameters: Floats
    log_likelihood: float
    bend: Floats


def fit(of: Callable[[Histories], Likelihood], known: Histories, starts: Sequence[Sequence[float]]) -> Maximum:
    """Return the maximum of a model of histories; raises as `maximise` does.

    Some of the histories tell where to begin with all of them and how the likelihood bends there, so that few looks at
    all are needed.
    """
    some = known.thinned(FIRST_LOOK)
    if len(some.frequency) == len(known.frequency):
        return maximise(of(known), starts, known.count)
    try:
        first = maximise(of(some), starts, some.count)
        return maximise(of(known), [first.parameters.tolist()], known.count, first.bend)
    except NotFittedError:
        return maximise(of(known), starts, known.count)


def maximise(
    likelihood: Likelihood, starts: Sequence[Sequence[float]], customers: float, bend: Floats | None = None
) -> Maximum:
    """Return the maximum that the first of the starts leads to. Raises `NotFittedError` when none leads to one."""
    for start in starts:
        if found := _climb(likelihood, np.asarray(start, dtype=np.float64), customers, bend):
            return found
    raise NotFittedError("the likelihood has no maximum: the histories are too few or too much alike")


def _climb(likelihood: Likelihood, start: Floats, customers: float, bend: Floats | None) -> Maximum | None:
    from scipy.optimize import minimize

    first, room = np.log(start), np.log(FARTHEST)

    def loss(logs: Floats) -> tuple[float, Floats]:
        if np.abs(logs - first).max() > room:
            return np.inf, np.zeros(len(logs))
        parameters = np.exp(logs)
        value, slopes = likelihood(parameters)
        return -value / customers, -slopes * parameters / customers

    options = {"maxiter": 1_000, "gtol": _SHARP, "hess_inv0": bend}
    found = minimize(loss, first, jac=True, method="BFGS", options=options)
    if not np.isfinite(found.fun) or float(np.abs(found.jac).max()) > _FLAT:
        return None
    # Rounding leaves it a little askew, which is refused as a beginning.
    return Maximum(np.exp(found.x), float(-found.fun * customers), (found.hess_inv + found.hess_inv.T) / 2)
