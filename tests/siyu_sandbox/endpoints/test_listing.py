"""The written reference is what the table says."""

from __future__ import annotations

from pathlib import Path

import siyu_sandbox
from siyu_sandbox.endpoints.listing import as_markdown
from siyu_sandbox.endpoints.table import ENDPOINTS
from siyu_sandbox.sandbox import load_endpoints


def test_the_reference_is_true() -> None:
    load_endpoints()
    written = Path(siyu_sandbox.__file__).with_name("ENDPOINTS.md").read_text("utf-8")
    assert written == as_markdown(), "siyu sandbox --list > src/siyu_sandbox/ENDPOINTS.md"


def test_every_endpoint_says_what_it_is_for() -> None:
    load_endpoints()
    assert [row.path for row in ENDPOINTS.values() if not row.about.endswith(".")] == []
