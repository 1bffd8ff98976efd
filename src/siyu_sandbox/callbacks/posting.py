"""Attempts over HTTP: one request with a deadline, its status and what came back."""

from __future__ import annotations

import http.client
import ssl
import time
from urllib.parse import urlsplit

LONGEST_REPLY = 100_000


def request(method: str, url: str, body: bytes | None, deadline: float) -> tuple[int | None, bytes]:
    """Return status and body, or None when nothing whole came within `deadline` real seconds."""
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    ends = time.monotonic() + deadline
    try:
        connection = kind(parts.hostname or "", parts.port, timeout=deadline)
        try:
            path = f"{parts.path or '/'}?{parts.query}"
            connection.request(method, path, body, {"Content-Type": "text/xml"} if body else {})
            answer = connection.getresponse()
            read = answer.read(LONGEST_REPLY)
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, ssl.SSLError, ValueError):
        return None, b""
    return (answer.status, read) if time.monotonic() <= ends else (None, b"")
