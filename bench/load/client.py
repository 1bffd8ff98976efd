"""Sends batches of events over a few kept connections for some seconds and tells what was acknowledged, how fast.

`python -m bench.load.client PORT KEY --batch 50 --connections 8 --seconds 20` prints JSON. The requests are made from
templates: the client shares the machine with the server, so it does as little as it can.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import json
import random
import time
import uuid
from dataclasses import dataclass, field

PEOPLE, PRODUCTS = 100_000, 20_000
NAMES = ("Product Viewed", "Product Added", "Products Searched", "Coupon Applied", "Checkout Started")


@dataclass
class Tally:
    """What came of the requests."""

    acknowledged: int = 0
    refused: int = 0
    seconds: list[float] = field(default_factory=list)


class Sender:
    """One connection that sends one request after another."""

    def __init__(self, port: int, key: str, batch: int, tag: str) -> None:
        self.port, self.batch, self.tag = port, batch, tag
        self.authorization = base64.b64encode(f"{key}:".encode()).decode()
        self.sent = 0
        self.chance = random.Random(tag)

    def request(self) -> bytes:
        """Return the bytes of the next request; no two have a message id in common."""
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        events = ",".join(self._event(now) for _ in range(self.batch))
        body = f'{{"batch":[{events}],"sentAt":"{now}"}}'.encode()
        head = (
            f"POST /v1/batch HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic {self.authorization}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    def _event(self, now: str) -> str:
        self.sent += 1
        chance = self.chance.random
        return (
            f'{{"type":"track","messageId":"{self.tag}-{self.sent}","userId":"u{int(chance() * PEOPLE)}",'
            f'"event":"{NAMES[int(chance() * 5)]}","timestamp":"{now}","properties":{{"product_id":"'
            f'{int(chance() * PRODUCTS)}","category":"Dairy","price":12.8,"position":{self.sent % 20},'
            f'"list":"home","currency":"CNY"}},"context":{{"library":{{"name":"bench","version":"1"}}}}}}'
        )

    async def run(self, until: float, tally: Tally, pause: float) -> None:
        """Send until the time is over, one request every `pause` seconds, or as fast as it is answered."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        due = time.monotonic()
        while time.monotonic() < until:
            due += pause
            await asyncio.sleep(max(due - time.monotonic(), 0) if pause else 0)
            writer.write(self.request())
            started = time.perf_counter()
            status = await _status(reader)
            tally.seconds.append(time.perf_counter() - started)
            tally.acknowledged += self.batch if status == 200 else 0
            tally.refused += self.batch if status != 200 else 0
        writer.close()
        await writer.wait_closed()


async def _status(reader: asyncio.StreamReader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    lowered = head.lower()
    start = lowered.index(b"content-length:") + 15
    await reader.readexactly(int(lowered[start : lowered.index(b"\r\n", start)]))
    return int(head[9:12])


async def send(port: int, key: str, batch: int, connections: int, seconds: float, rate: float = 0) -> Tally:
    """Send for some seconds over so many connections, `rate` events a second in all or as fast as they are answered."""
    pause = batch * connections / rate if rate else 0.0
    tally, until, run = Tally(), time.monotonic() + seconds, uuid.uuid4().hex[:8]
    senders = [Sender(port, key, batch, f"{run}-{number}") for number in range(connections)]
    await asyncio.gather(*(sender.run(until, tally, pause) for sender in senders))
    return tally


def main() -> None:
    """Send what the arguments say and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("key")
    parser.add_argument("--batch", type=int, default=50)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--rate", type=float, default=0, help="events a second; 0 is as many as are answered")
    asked = parser.parse_args()
    started = time.monotonic()
    tally = asyncio.run(send(asked.port, asked.key, asked.batch, asked.connections, asked.seconds, asked.rate))
    took = time.monotonic() - started
    waits = sorted(tally.seconds)
    print(json.dumps({
        "acknowledged": tally.acknowledged, "refused": tally.refused, "seconds": took,
        "a_second": tally.acknowledged / took, "requests": len(waits), "client_cpu": time.process_time(),
        "p50_ms": waits[len(waits) // 2] * 1000, "p99_ms": waits[int(len(waits) * 0.99)] * 1000,
    }))  # fmt: skip


if __name__ == "__main__":
    main()
