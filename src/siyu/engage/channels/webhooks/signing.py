"""The signature of a call: HMAC-SHA256 over the second it was made in and the body."""

from __future__ import annotations

import hashlib
import hmac


def sign(key: str, body: bytes, at: int) -> str:
    """Return `t=<seconds>,v1=<hex>`; whoever is called computes the same over `<seconds>.<body>` and refuses old seconds."""
    digest = hmac.new(key.encode(), b"%d." % at + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"
