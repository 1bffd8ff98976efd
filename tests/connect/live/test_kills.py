"""Web and worker are killed at random moments while clients send: no acknowledged event is lost, none is doubled."""

from __future__ import annotations

import base64
import http.client
import json
import os
import random
import threading
import time
from collections import Counter
from pathlib import Path

from .server import Server

KILLS = int(os.environ.get("SIYU_KILLS", "5"))
SEED = int(os.environ.get("SIYU_SEED", random.SystemRandom().randrange(1_000_000)))
BATCH = 20


class Sender(threading.Thread):
    """Sends numbered events and sends a batch again until it is acknowledged, as SDKs do."""

    def __init__(self, port: int, key: str, name: str) -> None:
        super().__init__(name=name)
        self.port, self.key = port, key
        self.stopping = threading.Event()
        self.acknowledged: list[str] = []
        self.tries = 0

    def run(self) -> None:
        number = 0
        while not self.stopping.is_set():
            ids = [f"{self.name}-{number * BATCH + place}" for place in range(BATCH)]
            events = [
                {"type": "track", "userId": f"{self.name}-u{number % 97}", "event": "E", "messageId": one}
                for one in ids
            ]
            self._insist(json.dumps({"batch": events}))
            self.acknowledged += ids
            number += 1

    def _insist(self, body: str) -> None:
        while not self._is_acknowledged(body):
            time.sleep(0.1)

    def _is_acknowledged(self, body: str) -> bool:
        self.tries += 1
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        key = base64.b64encode(f"{self.key}:".encode()).decode()
        try:
            connection.request("POST", "/v1/batch", body, {"Authorization": f"Basic {key}"})
            with connection.getresponse() as response:
                return response.status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def test_kills_at_random_moments_lose_and_double_nothing(tmp_path: Path) -> None:
    print(f"SIYU_SEED={SEED} SIYU_KILLS={KILLS}")
    dice = random.Random(SEED)
    server = Server(tmp_path)
    server.start()
    try:
        key = server.write_key()
        senders = [Sender(server.port, key, f"s{number}") for number in range(3)]
        for sender in senders:
            sender.start()
        for _ in range(KILLS):
            time.sleep(dice.uniform(0.2, 2.5))
            word = dice.choice(["granian", "worker"])
            server.kill(word)
            server.wait_for(lambda word=word: server.runs(word))
        server.wait_for(server.answers)
        for sender in senders:
            sender.stopping.set()
        for sender in senders:
            sender.join(60)
            assert not sender.is_alive()
        server.wait_until_loaded()
        _compare(server, senders)
    finally:
        server.stop()


def _compare(server: Server, senders: list[Sender]) -> None:
    """Compare what was acknowledged with what the lake holds; nothing else was sent."""
    sent = {one for sender in senders for one in sender.acknowledged}
    found = Counter(key.partition("@")[0] for key in server.event_keys())
    print(f"{len(sent)} events acknowledged in {sum(sender.tries for sender in senders)} tries")
    assert {one for one, count in found.items() if count > 1} == set(), f"doubled, seed {SEED}"
    assert sent - set(found) == set(), f"lost, seed {SEED}"
    assert set(found) - sent == set(), f"never sent, seed {SEED}"
