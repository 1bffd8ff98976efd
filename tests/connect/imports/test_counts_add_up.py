"""Whatever a file holds: read = loaded + repeated + quarantined, every loaded row is in the lake, and again means nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import open_snapshot
from tests.files import HEADER, LINES, counts, import_path
from tests.oracle.effort import effort

pytestmark = pytest.mark.django_db

MAPPING = {**LINES, "columns": {**LINES["columns"], "line_key": {"from": "line"}}}
ROW = st.tuples(
    st.sampled_from(["o1", "o2", "", "o🎉"]),
    st.sampled_from(["2017-03-01 10:00", "2017-03-02T08:00:00Z", "2019-01-01", "x", ""]),
    st.sampled_from(["p1", "p2"]),
    st.sampled_from(["1", "0", "2.5", "-1", "nan"]),
    st.sampled_from(["1.00", "2.5", "-1", "0.001", "1,000"]),
    st.sampled_from(["7", "8", ""]),
    st.sampled_from(["1", "2", ""]),
)


@effort(12)
@given(rows=st.lists(ROW, min_size=1, max_size=12))
def test_counts_add_up_and_a_second_run_changes_nothing(workspace: Workspace, tmp_path: Path, rows: list[Any]) -> None:
    path = tmp_path / "rows.csv"
    lines = [",".join(f'"{value}"' for value in row) for row in rows]
    path.write_text("\n".join([f"{HEADER},line", *lines]) + "\n", encoding="utf-8")
    before = _revisions(workspace)
    read, loaded, repeated, quarantined = counts(import_path(workspace, path, MAPPING))
    after = _revisions(workspace)
    assert read == len(rows)
    assert after == before + loaded
    assert counts(import_path(workspace, path, MAPPING)) == (read, 0, loaded + repeated, quarantined)
    assert _revisions(workspace) == after


def _revisions(workspace: Workspace) -> int:
    """Return how many rows the lake holds of order lines, revisions included."""
    from siyu.engine.revisions import revisions

    with open_snapshot(workspace) as snapshot:
        return int(snapshot.to_arrow(revisions(snapshot, "order_lines").count()).as_py())
