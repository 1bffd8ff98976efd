"""`python -m bench.clv`: fitting BG/NBD beside `lifetimes`, which fits the same likelihood, on generated customers.

A ratio is printed only when both find the same parameters to a hundredth of their size.
"""

from __future__ import annotations

import argparse
import resource
import time
import warnings
from statistics import median

import numpy as np

Histories = tuple[np.ndarray, np.ndarray, np.ndarray]


def main() -> None:
    """Fit each size so many times and print medians; the code is compiled before the clock starts."""
    asked = _arguments()
    _siyu(*customers(1_000, 1))
    for size in asked.members:
        known = customers(size, 7)
        ours, seconds = _timed(_siyu, known, asked.runs)
        told = [f"{size:,} customers, {int(known[0].sum()):,} repeat purchases: Siyu {seconds:.2f} s, {_shown(ours)}"]
        if size <= asked.peer_up_to:
            theirs, peer = _timed(_lifetimes, known, 1)
            told.append(f"lifetimes {peer:.2f} s, {_shown(theirs)}")
            told.append(f"{peer / seconds:.0f}×" if np.allclose(ours, theirs, rtol=0.01) else "answers differ")
        print("; ".join(told), flush=True)
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2:.2f} GiB with the customers in memory")


def customers(count: int, seed: int) -> Histories:
    """Let customers of r 0.6, α 40, a 0.8, b 3 buy within two years, in whole days."""
    chance = np.random.default_rng(seed)
    rate, leaving = chance.gamma(0.6, 1 / 40.0, count), chance.beta(0.8, 3.0, count)
    age = chance.integers(30, 731, count).astype(np.float64)
    frequency, recency, now, alive = np.zeros(count), np.zeros(count), np.zeros(count), np.ones(count, dtype=bool)
    while alive.any():
        now[alive] += np.ceil(chance.exponential(1 / rate[alive]))
        alive &= now <= age
        frequency[alive] += 1
        recency[alive] = now[alive]
        alive &= chance.random(count) > leaving
    return frequency, recency, age


def _siyu(frequency: np.ndarray, recency: np.ndarray, age: np.ndarray) -> np.ndarray:
    from siyu.analytics.clv import BetaGeo

    return np.array(list(BetaGeo().fit(frequency, recency, age).params_.values()))


def _lifetimes(frequency: np.ndarray, recency: np.ndarray, age: np.ndarray) -> np.ndarray:
    from lifetimes import BetaGeoFitter

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return np.array(BetaGeoFitter().fit(frequency, recency, age).params_[["r", "alpha", "a", "b"]])


def _timed(fit, known: Histories, runs: int) -> tuple[np.ndarray, float]:  # noqa: ANN001 - a function of this file
    seconds = []
    for _ in range(runs):
        started = time.perf_counter()
        found = fit(*known)
        seconds.append(time.perf_counter() - started)
    return found, median(seconds)


def _shown(parameters: np.ndarray) -> str:
    return "r {:.4f} α {:.3f} a {:.4f} b {:.3f}".format(*parameters)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--members", type=int, nargs="+", default=[100_000, 300_000, 1_000_000])
    parser.add_argument("--peer-up-to", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    return parser.parse_args()


if __name__ == "__main__":
    main()
