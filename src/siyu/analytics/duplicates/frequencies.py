"""How often a value is met: an equal rare name says more than an equal common one."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

ASSUMED = {"given_name": 0.003, "surname": 0.003, "name": 0.0005, "birthday": 0.00005}
"""The frequency of a value that is not known better."""
TRUST = 50
"""What is assumed counts as much as this many people."""


def frequencies(people: pa.Table, column: str) -> pa.Table:
    """Return (`column`, `tf_<column>`): the share of others who have the value, without the two who are compared.

    Without the two, because they say nothing of how often a third has it; a value that only they have is as rare as is
    assumed, at the least half a person.
    """
    counted = _counted(people, column)
    counts = counted.field("counts").to_numpy()
    every = len(people) - people[column].null_count
    others = np.maximum(counts - 2, 0) + TRUST * ASSUMED[column]
    shares = np.maximum(others / (max(every - 2, 0) + TRUST), 0.5 / max(every, 1) if every > 2 * TRUST else 0.0)
    return pa.table({column: counted.field("values"), f"tf_{column}": shares})


def home_frequencies(people: pa.Table, column: str, chance: float, most: int) -> pa.Table:
    """Return (`column`, `tf_<column>`) of homes: `chance` for one of at most `most` people, else the share of people.

    Where more live, or are said to, the address is a school's, a shop's or a placeholder.
    """
    counted = _counted(people, column)
    counts = counted.field("counts").to_numpy()
    every = max(len(people) - people[column].null_count, 1)
    shares = np.where(counts > most, np.maximum(counts / every, chance), chance)
    return pa.table({column: counted.field("values"), f"tf_{column}": shares})


def _counted(people: pa.Table, column: str) -> pa.StructArray:
    return pc.value_counts(people[column].combine_chunks().drop_null())
