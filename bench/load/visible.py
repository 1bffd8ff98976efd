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
        self.send("first")
        while not self.member:
            time.sleep(0.2)
            found = self.get(f"/members?search={self.user}")["items"]
            self.member = found[0]["member_id"] if found else 0

    def probe(self, patience: float = 30.0) -> float:
        """Return the seconds from the acknowledgement of an event to its being in the timeline."""
        name = f"probe {uuid.uuid4().hex[:12]}"
        self.send(name)
        acknowledged = time.monotonic()
        while time.monotonic() - acknowledged < patience:
            shown = self.get(f"/members/{self.member}/timeline?limit=20")["items"]
            if any(item.get("type") == name for item in shown):
                return time.monotonic() - acknowledged
            time.sleep(0.02)
        return patience

    def send(self, name: str, user: str = "") -> None:
        """Send an event of the prober's person or another, and wait for the acknowledgement."""
        event = {"userId": user or self.user, "event": name, "messageId": uuid.uuid4().hex}
        answer = self._ask("POST", "/v1/track", json.dumps(event), self.write)
        assert answer == {"success": True}, answer

    def get(self, path: str) -> dict:  # type: ignore[type-arg]
        """Read from the API of the workspace."""
        found = self._ask("GET", f"/api/v1/workspaces/{self.workspace}{path}", None, self.read)
        return dict(found)

    def post(self, path: str, body: object) -> dict:  # type: ignore[type-arg]
        """Post to the API of the workspace."""
        headers = self.read | {"Content-Type": "application/json"}
        found = self._ask("POST", f"/api/v1/workspaces/{self.workspace}{path}", json.dumps(body), headers)
        return dict(found)

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> object:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, headers)
            with connection.getresponse() as response:
                return json.loads(response.read())
        finally:
            connection.close()
