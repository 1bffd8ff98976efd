"""Asks the web process whether it answers, and says so once."""

from __future__ import annotations

import http.client
from collections.abc import Callable

HEALTH = "/api/v1/health"


class Readiness:
    """Calls `greet` the first time that the health address answers."""

    def __init__(self, host: str, port: int, greet: Callable[[], None]) -> None:
        self.host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
        self.port = port
        self.greet = greet
        self.is_known = False

    def look(self) -> None:
        """Ask unless it is known."""
        if not self.is_known and answers(self.host, self.port):
            self.is_known = True
            self.greet()


def answers(host: str, port: int) -> bool:
    """Tell whether a Siyu server answers well at this address."""
    connection = http.client.HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", HEALTH, headers={"Host": f"localhost:{port}"})
        # Closed on its own: a connection the server ends hands its socket over to the answer.
        with connection.getresponse() as response:
            return response.status == 200 and response.headers.get("X-Request-ID") is not None
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
