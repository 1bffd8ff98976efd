"""How long after its acknowledgement an event is on member 360, while other events come in all the time."""

from __future__ import annotations

import http.client
import json
import time
import uuid
from base64 import b64encode


class Prober:
    """Sends events of one member and looks at his timeline until they are there."""

    def __init__(self, port: int, write_key: str, read_key: str, workspace: str) -> None:
        self.port, self.workspace = port, workspace
        self.write = {"Authorization": "Basic " + b64encode(f"{write_key}:".encode()).decode()}
        self.read = {"Authorization": f"Bearer {read_key}"}
        self.user = f"probe-{uuid.uuid4().hex[:8]}"
        self.member = 0

    def prepare(self) -> None:
        """Make the member known."""
        self._send("first")
        while not self.member:
            time.sleep(0.2)
            found = self._get(f"/members?search={self.user}")["items"]
            self.member = found[0]["member_id"] if found else 0

    def probe(self, patience: float = 30.0) -> float:
        """Return the seconds from the acknowledgement of an event to its being in the timeline."""
        name = f"probe {uuid.uuid4().hex[:12]}"
        self._send(name)
        acknowledged = time.monotonic()
        while time.monotonic() - acknowledged < patience:
            shown = self._get(f"/members/{self.member}/timeline?limit=20")["items"]
            if any(item.get("type") == name for item in shown):
                return time.monotonic() - acknowledged
            time.sleep(0.02)
        return patience

    def _send(self, name: str) -> None:
        event = {"userId": self.user, "event": name, "messageId": uuid.uuid4().hex}
        answer = self._ask("POST", "/v1/track", json.dumps(event), self.write)
        assert answer == {"success": True}, answer

    def _get(self, path: str) -> dict:  # type: ignore[type-arg]
        found = self._ask("GET", f"/api/v1/workspaces/{self.workspace}{path}", None, self.read)
        return dict(found)

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> object:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, headers)
            with connection.getresponse() as response:
                return json.loads(response.read())
        finally:
            connection.close()
