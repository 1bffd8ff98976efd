"""The page that shows the sandbox and lets one act in it."""

from __future__ import annotations

from pathlib import Path

from siyu_sandbox.control.kinds import control
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.exchange import Answer

PAGE = Path(__file__).with_name("page.html")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'"


@control.get("/")
def show_page(call: Call) -> Answer:
    """The control page."""
    answer = Answer(200, PAGE.read_bytes(), "text/html; charset=utf-8")
    answer.headers["content-security-policy"] = _POLICY
    return answer


@control.get("")
def lead_to_page(call: Call) -> Answer:
    """The way to the control page."""
    return Answer(302, b"", "text/plain", headers={"location": "/_sandbox/"})
