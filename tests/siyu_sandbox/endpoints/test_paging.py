"""Pages hold every row once, however many rows come and go between."""

from __future__ import annotations

import pytest

from siyu_sandbox.endpoints.paging import page
from siyu_sandbox.errors import Rejected


def test_pages_follow_each_other_to_the_end() -> None:
    rows = list(range(10))
    first, cursor = page(rows, "", 4, keep=lambda row: row % 2 == 0)
    assert first == [0, 2, 4, 6] and cursor
    rows.append(10)
    second, cursor = page(rows, cursor, 4, keep=lambda row: row % 2 == 0)
    assert (second, cursor) == ([8, 10], "")


def test_a_full_last_page_has_no_next() -> None:
    assert page([1, 2, 0, 0], "", 2) == ([1, 2], "")
    assert page([], "", 2) == ([], "")


@pytest.mark.parametrize("cursor", ["x", "YXQ6LTE=", "YXQ6eA==", "bm86MQ==", "\u00e9"])
def test_a_cursor_that_was_never_given_out_is_refused(cursor: str) -> None:
    with pytest.raises(Rejected):
        page([1], cursor, 1)
