"""`python -m bench.outbox [messages]`: how soon a transactional message leaves while a million bulk ones are queued."""

from __future__ import annotations

import sys
import threading
import time
from statistics import median
from typing import TYPE_CHECKING

from bench.messaging import NOON, found_brand, open_django, register_bench_transport

if TYPE_CHECKING:
    from siyu.accounts.models import Workspace

PROBES = 20


def main() -> None:
    """Queue, run both lanes as a worker does, and print the waits, the rate of the bulk lane and how lists answer."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    open_django("outbox")
    register_bench_transport()
    brand = found_brand(count)

    from siyu.engage.messaging.lanes import run_bulk, run_transactional
    from siyu.engage.messaging.listing import count_messages, list_messages
    from siyu.engage.messaging.models import MARKETING, Batch, Message
    from siyu.engage.messaging.queueing import Effect, queue_messages

    batch = Batch.objects.create(
        workspace=brand, name="bench", transport="bench", content_class=MARKETING, audience={}, state=Batch.RUNNING,
        due_at=NOON, made_by="bench",
    )  # fmt: skip
    started = time.perf_counter()
    for first in range(1, count + 1, 1_000):
        some = range(first, min(first + 1_000, count + 1))
        queue_messages(
            brand, [Effect(f"b{n}", n, "bench", MARKETING, content={"text": "hi"}) for n in some], batch=batch
        )
    print(f"queued {count:,} in {time.perf_counter() - started:.0f} s")
    for name, filters in (("all", {}), ("waiting", {"state": "waiting"}), ("one channel", {"channel": "sms"})):
        began = time.perf_counter()
        list_messages(brand, filters, None, None, 50)
        print(f"list of {name}: {time.perf_counter() - began:.3f} s")
    began = time.perf_counter()
    count_messages(brand)
    print(f"counts: {time.perf_counter() - began:.3f} s")
    stop = threading.Event()
    lanes = [threading.Thread(target=lane, args=(stop,)) for lane in (run_transactional, run_bulk)]
    for lane in lanes:
        lane.start()
    try:
        waits, seconds = _probe(brand)
    finally:
        stop.set()
        for lane in lanes:
            lane.join()
    decided = Message.objects.filter(batch=batch).exclude(state=Message.WAITING).count()
    print(f"bulk: {decided:,} decided in {seconds:.1f} s, {decided / seconds:,.0f} a second")
    print(f"transactional: median {median(waits):.3f} s, worst {max(waits):.3f} s of {PROBES}")


def _probe(brand: Workspace) -> tuple[list[float], float]:
    """Return how long each transactional message took from being wanted to being sent, and the seconds of all."""
    from siyu.engage.messaging.models import SERVICE, TRANSACTIONAL, Message
    from siyu.engage.messaging.queueing import Effect, queue_messages

    waits, began = [], time.perf_counter()
    for n in range(PROBES):
        time.sleep(0.5)
        asked = time.perf_counter()
        queue_messages(brand, [Effect(f"t{n}", n + 1, "bench", SERVICE, TRANSACTIONAL, content={"text": "code"})])
        while not Message.objects.filter(effect_key=f"t{n}", state=Message.SENT).exists():
            time.sleep(0.005)
        waits.append(time.perf_counter() - asked)
    return waits, time.perf_counter() - began


if __name__ == "__main__":
    main()
