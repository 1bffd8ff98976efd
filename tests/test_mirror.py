"""The tests lie where the code lies."""

from __future__ import annotations

from pathlib import Path

import siyu

ACROSS = {"browser", "contract", "live", "oracle"}
"""Folders of tests that go across: the console in a browser, engines, other people's clients, a second computation."""


def test_every_folder_of_tests_has_its_folder_of_code() -> None:
    code, tests = Path(siyu.__file__).parent, Path(__file__).parent
    folders = {path.parent.relative_to(tests) for path in tests.rglob("test_*.py")} - {Path()}
    stray = {folder for folder in folders if not (code / folder).is_dir() and not ACROSS & set(folder.parts)}
    assert stray == set()
