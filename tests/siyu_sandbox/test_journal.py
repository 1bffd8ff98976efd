"""Calls are counted within bounds."""

from __future__ import annotations

from siyu_sandbox.journal import LONGEST, MOST_KINDS, OTHERS, Journal


def test_however_many_paths_are_tried_the_journal_stays_small() -> None:
    journal = Journal()
    for number in range(MOST_KINDS + 50):
        journal.note(number, "GET", f"/{number}", 0)
    journal.note(0, "GET", "/0", 0)
    journal.note(0, "GET", "/" + "x" * 1000, 0)
    assert len(journal.counts) == MOST_KINDS + 1 and journal.counts[OTHERS, 0] == 51
    assert journal.by_path()["/0"] == {"0": 2}
    assert len(journal.last) == 1000 and len(journal.last[-1].path) == LONGEST
