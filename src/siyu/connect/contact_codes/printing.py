"""Printed codes. What is printed is an address of ours, which shows the platform's own picture: so visits are counted, and the
picture may change behind a code that hangs on a wall."""

from __future__ import annotations

from collections.abc import Sequence

from siyu.connect.contact_codes.models import ContactCode
from siyu.lib.sheets import Grid, Label, draw_sheets

LINES = 2


def address_of(code: ContactCode, origin: str) -> str:
    """Return what a printed code holds."""
    return f"{origin}/k/{code.key}"


def sheet_of(codes: Sequence[ContactCode], grid: Grid, origin: str) -> bytes:
    """Return a PDF with the codes, each with its label and store below it."""
    labels = [
        Label(address_of(code, origin), [code.label["zh-CN"] or code.label["en"] or code.name, _below(code)])
        for code in codes
    ]
    return draw_sheets(labels, grid, lines=LINES, title="contact codes")


def _below(code: ContactCode) -> str:
    return str(code.document.get("store") or code.document.get("source") or code.name)
