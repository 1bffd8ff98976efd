"""How the collection answers: in the shapes that the SDKs read, open to every origin, because write keys are public."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from siyu.lib.errors import Refusal

_PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
_INTERNAL = {"success": False, "code": "internal", "message": "the server failed; try again"}


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, body and type; `retry_after` in seconds."""

    status: int
    body: bytes
    type: str = "application/json"
    retry_after: int | None = None

    @property
    def line(self) -> str:
        """The status line."""
        return f"{self.status} {HTTPStatus(self.status).phrase}"

    def headers_for(self, environ: dict[str, Any]) -> list[tuple[str, str]]:
        """Return the headers, with the preflight's answer when it asks."""
        headers = [
            ("Content-Type", self.type),
            ("Content-Length", str(len(self.body))),
            ("Access-Control-Allow-Origin", "*"),
            ("X-Content-Type-Options", "nosniff"),
            ("Cache-Control", "no-store"),
        ]
        if environ["REQUEST_METHOD"] == "OPTIONS":
            headers += [
                ("Access-Control-Allow-Methods", "GET, POST, OPTIONS"),
                ("Access-Control-Allow-Headers", "Authorization, Content-Type, Content-Encoding, AnonymousId, SentAt"),
                ("Access-Control-Max-Age", "86400"),
            ]
        if self.retry_after is not None:
            headers.append(("Retry-After", str(self.retry_after)))
        return headers


GIF = Answer(200, _PIXEL, "image/gif")


def succeeded() -> Answer:
    """Return the answer SDKs take for an acknowledgement."""
    return Answer(200, b'{"success":true}')


def refused(refusal: Refusal) -> Answer:
    """Return a refusal both in the shape of the SDKs and in the envelope of the API."""
    told = {"success": False, "code": refusal.code, "message": refusal.in_("en"), "error": refusal.as_dict()}
    status = 400 if refusal.status == 422 else refusal.status
    return Answer(status, json.dumps(told, ensure_ascii=False).encode(), retry_after=getattr(refusal, "seconds", None))


def failed() -> Answer:
    """Return the answer to a failure of the server's own."""
    return Answer(500, json.dumps(_INTERNAL).encode(), retry_after=5)
