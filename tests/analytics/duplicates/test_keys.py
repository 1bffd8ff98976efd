"""Work stays bounded whatever the data: never more pairs than may be, and large blocks go first."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as some

from siyu.analytics.duplicates.keys import add_keys, limit_blocks


@given(some.lists(some.integers(-1, 6), max_size=60), some.integers(0, 300), some.integers(2, 20))
def test_blocks_are_kept_whole_the_smaller_ones_first(codes: list[int], most: int, largest: int) -> None:
    kept, pairs = limit_blocks(np.array(codes, dtype=np.int64), most, largest=largest)
    sizes = {code: codes.count(code) for code in codes if code >= 0}
    stays = {int(code) for code in kept if code >= 0}
    assert pairs == sum(sizes[code] * (sizes[code] - 1) // 2 for code in stays) <= most
    assert all(bool(new == old) == (old in stays) for new, old in zip(kept, codes, strict=True) if old >= 0)
    left_out = {code for code, size in sizes.items() if size > 1} - stays
    assert all(sizes[code] <= largest for code in stays)
    assert all(sizes[one] < sizes[other] for one in stays for other in left_out)


@given(some.lists(some.tuples(some.sampled_from("abc"), some.sampled_from("12")), max_size=30), some.integers(0, 200))
def test_all_keys_together_bring_no_more_than_may_be(rows: list[tuple[str, str]], most: int) -> None:
    people = pa.table({"id": list(range(len(rows))), "name": pa.array([row[0] for row in rows], pa.string()),
                       "birthday": pa.array([row[1] for row in rows], pa.string())})  # fmt: skip
    keyed, names = add_keys(people, most)
    brought = 0
    for name in names:
        values = keyed[name].to_pylist()
        brought += sum(one is not None and one == other for one, other in combinations(values, 2))
    assert brought <= most
