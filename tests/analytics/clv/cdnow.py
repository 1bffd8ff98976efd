"""CDNOW's customers of the first quarter of 1997, from the package `lifetimes`: weeks 1–39 to learn from, 40–78 to be told."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

import numpy as np

BEGIN, SPLIT, END = date(1997, 1, 1), date(1997, 9, 30), date(1998, 6, 30)


@dataclass(frozen=True)
class Cdnow:
    """One entry a customer: weeks 1–39 as histories in weeks, and the purchases of weeks 40–78."""

    frequency: np.ndarray
    recency: np.ndarray
    age: np.ndarray
    later: np.ndarray
    mean_spent: np.ndarray


def _file(name: str) -> Path:
    return Path(str(distribution("lifetimes").locate_file(f"lifetimes/datasets/{name}")))


@cache
def summaries() -> dict[str, np.ndarray]:
    """The published summary of weeks 1–39 with the mean spent per repeat purchase."""
    with _file("cdnow_customers_summary_with_transactions.csv").open() as file:
        rows = list(csv.DictReader(file))
    return {name: np.array([float(row[name]) for row in rows]) for name in rows[0] if name}


@cache
def purchase_days() -> dict[str, list[date]]:
    """The days on which each of the 2,357 customers bought, ascending, each once."""
    found: dict[str, set[date]] = {}
    for line in _file("CDNOW_sample.txt").read_text().splitlines():
        parts = line.split()
        if len(parts) >= 4 and parts[0].isdigit():
            found.setdefault(parts[1], set()).add(datetime.strptime(parts[2], "%Y%m%d").date())
    return {customer: sorted(days) for customer, days in found.items()}
