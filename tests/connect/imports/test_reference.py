"""The reference page says what the kinds declare."""

from __future__ import annotations

from pathlib import Path

from siyu.connect.imports.reference import reference_page


def test_the_page_is_up_to_date() -> None:
    page = Path(__file__).parents[3] / "docs" / "reference" / "import-kinds.md"
    command = "DJANGO_SETTINGS_MODULE=siyu.config.settings python -m siyu.connect.imports.reference"
    assert page.read_text(encoding="utf-8") == reference_page(), f"write it anew: {command} > {page}"
