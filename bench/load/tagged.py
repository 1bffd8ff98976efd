"""How long after its acknowledgement an event has given a member a real-time tag, while other events come in all the time."""

from __future__ import annotations

import time
import uuid

from bench.load.visible import Prober

DID = "flipped"
TAG = {
    "kind": "tag",
    "name": "flipping",
    "label": {"zh-CN": "刚翻转", "en": "Flipped lately"},
    "group": "daily",
    "type": "live",
    "rule": {"did": DID, "within": "90m"},
}
OTHERS = 20
"""So many live segments are kept beside the tag."""


class TagProber(Prober):
    """Sends one event of each of its people and looks at the person's tags until the event's is there."""

    def prepare_people(self, count: int) -> None:
        """Make people known, a real-time tag, and segments that are live beside it."""
        self.people = {f"{self.user}-{number}": 0 for number in range(count)}
        for user in self.people:
            self.send("first", user)
        self.send(DID, self.user)
        while not self._is_loaded():
            time.sleep(0.2)
        for user in self.people:
            self.people[user] = self.get(f"/members?search={user}")["items"][0]["member_id"]
        self.post("/tags", {"document": TAG})
        for number in range(OTHERS):
            rule = {"did": "viewed", "within": f"{number + 1}h", "times": {"gte": number % 4 + 1}}
            label = {"zh-CN": f"浏览{number}", "en": f"Viewed {number}"}
            document = {"kind": "segment", "name": f"v{number}", "label": label, "rule": rule, "refresh": "live"}
            self.post("/segments", {"document": document})

    def probe_person(self, user: str, patience: float = 30.0) -> float:
        """Return the seconds from the acknowledgement of an event to the API's answer that has the tag."""
        self.send(DID, user)
        acknowledged = time.monotonic()
        while time.monotonic() - acknowledged < patience:
            held = self.get(f"/members/{self.people[user]}/tags")["tags"]
            if any(one["name"] == TAG["name"] for one in held):
                return time.monotonic() - acknowledged
            time.sleep(0.02)
        return patience

    def _is_loaded(self) -> bool:
        last = list(self.people)[-1]
        found = self.get(f"/members?search={self.user}")["items"]
        return bool(found) and bool(self.get(f"/members?search={last}")["items"])


def new_prober(port: int, write_key: str, read_key: str) -> TagProber:
    """Return a prober whose people nobody had before."""
    prober = TagProber(port, write_key, read_key, "main")
    prober.user = f"tagged-{uuid.uuid4().hex[:8]}"
    return prober
