"""QR codes as pictures and as the modules they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

QUIET = 4
"""Empty modules around a code, which readers need to find it."""


def svg(content: str) -> bytes:
    """Return the code as an SVG picture, dark on white with its quiet zone."""
    return _drawn(content, kind="svg", scale=8, xmldecl=False)


def png(content: str, *, scale: int = 10) -> bytes:
    """Return the code as a PNG of one bit a pixel, `scale` pixels a module."""
    return _drawn(content, kind="png", scale=scale)


def modules(content: str) -> Sequence[bytearray]:
    """Return the rows of the code from the top, each a 0 or 1 a module, without the quiet zone."""
    import segno

    matrix: Sequence[bytearray] = segno.make_qr(content, error="m").matrix
    return matrix


def _drawn(content: str, **how: Any) -> bytes:
    import segno

    picture = BytesIO()
    segno.make_qr(content, error="m").save(picture, border=QUIET, light="#fff", **how)
    return picture.getvalue()
