"""The tests lie where the code lies."""

from __future__ import annotations

from pathlib import Path

import siyu

ACROSS = {"browser", "contract", "live", "oracle"}
"""Folders of tests that go across: the console in a browser, engines, other people's clients, a second computation."""


def test_every_folder_of_tests_has_its_folder_of_code() -> None:
    tests = Path(__file__).parent
    folders = {path.parent.relative_to(tests) for path in tests.rglob("test_*.py")} - {Path()}
    stray = {folder for folder in folders if not _is_code(folder)}
    assert stray == set()


def _is_code(folder: Path) -> bool:
    code = Path(siyu.__file__).parent
    return (code / folder).is_dir() or (code.parent / folder).is_dir() or bool(ACROSS & set(folder.parts))
