"""Acts are dealt to their members and sorted, those of others left out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.analytics.histories import histories
from tests.oracle.effort import effort

ROWS = st.lists(st.tuples(st.integers(-1, 9), st.integers(0, 1 << 60)), max_size=60)


@effort(300)
@given(ROWS, st.sets(st.integers(0, 7)))
def test_every_member_has_their_own_acts_in_order(rows: list[tuple[int, int]], wanted: set[int]) -> None:
    mask = np.array([one in wanted for one in range(8)], dtype=np.bool_)
    member = np.array([row[0] for row in rows], dtype=np.int32)
    found = histories(member, np.array([row[1] for row in rows], dtype=np.int64), mask)
    held = {
        int(one): found.acts[found.starts[place] : found.starts[place + 1]].tolist()
        for place, one in enumerate(found.members)
    }
    assert held == {
        one: sorted(act for member, act in rows if member == one) for one in sorted({row[0] for row in rows} & wanted)
    }


def test_members_and_acts_come_in_pairs() -> None:
    with pytest.raises(ValueError, match="as many"):
        histories(np.zeros(2, np.int32), np.zeros(1, np.int64), np.ones(1, np.bool_))
