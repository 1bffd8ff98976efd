"""Set algebra over four large sets of members: `(a and b) or (c and not d)`."""

from __future__ import annotations

from functools import cache

import numpy as np
import pyarrow as pa

from bench.cases import Case
from bench.home import Home

SHARES = (0.6, 0.4, 0.2, 0.05)


@cache
def arrays(home: Home) -> tuple[np.ndarray, ...]:
    """Return the four sets as sorted arrays; every engine takes them in its own form before the clock starts."""
    chance = np.random.default_rng(7)
    return tuple(np.flatnonzero(chance.random(home.members) < share) + 1 for share in SHARES)


@cache
def bitmaps(home: Home) -> tuple[object, ...]:
    from siyu.lib import bitmaps

    return tuple(bitmaps.from_ids(ids) for ids in arrays(home))


@cache
def frames(home: Home) -> tuple[object, ...]:
    import polars as pl

    return tuple(pl.DataFrame({"member_id": ids}) for ids in arrays(home))


@cache
def indexes(home: Home) -> tuple[object, ...]:
    import pandas as pd

    return tuple(pd.Index(ids) for ids in arrays(home))


def siyu(home: Home) -> object:
    a, b, c, d = bitmaps(home)
    return (a & b) | (c - d)  # type: ignore[operator]


def polars(home: Home) -> object:
    import polars as pl

    a, b, c, d = (frame.lazy() for frame in frames(home))  # type: ignore[attr-defined]
    both, rest = a.join(b, on="member_id", how="semi"), c.join(d, on="member_id", how="anti")
    return pl.concat([both, rest]).unique().collect()


def pandas(home: Home) -> object:
    a, b, c, d = indexes(home)
    return a.intersection(b).union(c.difference(d))  # type: ignore[attr-defined]


def table(found: object) -> pa.Table:
    """Return whatever form the answer has as one column, outside the measured time."""
    ids = found["member_id"].to_numpy() if hasattr(found, "columns") else np.array(found)  # type: ignore[index]
    return pa.table({"member_id": ids.astype(np.int64)})


CASE = Case(
    "algebra",
    "Set algebra, four sets",
    (),
    {"siyu": siyu, "polars": polars, "pandas": pandas},
    "≤ 10 ms",
    prepare={"siyu": bitmaps, "polars": frames, "pandas": indexes},
    table=table,
)
