"""`python -m bench.collection`: durable events a second over HTTP with the loader running, and how soon they are visible.

Starts `siyu up` on a home of its own in `bench-data/collection`, sends from this machine, compares with the same server
answering 200 to everything, and counts what the lake holds at the end: a run that lost or doubled an event has no figures.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from bench.load.memory import peaks
from bench.load.tagged import new_prober
from bench.load.visible import Prober
from tests.connect.live.server import Server

ROOT = Path("bench-data") / "collection"
GRANIAN = (
    "--interface", "wsgi", "--host", "127.0.0.1", "--workers", "1", "--blocking-threads", "16", "--no-ws",
    "--log-level", "error",
)  # fmt: skip


def main() -> None:
    """Measure what the arguments ask for."""
    asked = _arguments()
    shutil.rmtree(ROOT, ignore_errors=True)
    ROOT.mkdir(parents=True)
    if "bare" in asked.part:
        for batch, connections in ((50, 8), (1, 16)):
            _show(f"bare server, batches of {batch}", _bare(batch, connections, min(asked.seconds, 20)))
    server = Server(ROOT)
    server.start()
    try:
        key = server.write_key()
        if "batches" in asked.part:
            _loaded(server, key, f"batches of 50 for {asked.seconds:.0f} s", 50, 8, asked.seconds, asked.rate)
        if "single" in asked.part:
            _loaded(server, key, f"one by one for {asked.seconds:.0f} s", 1, 16, asked.seconds)
        if "visible" in asked.part:
            _visible(server, key, asked.probes)
        if "tagged" in asked.part:
            _tagged(server, key, asked.probes)
    finally:
        server.stop()


def _loaded(
    server: Server, key: str, title: str, batch: int, connections: int, seconds: float, rate: float = 0
) -> None:
    """Send `rate` events a second, or as fast as they are answered, watch the inbox, and count at the end."""
    before = len(server.event_keys()) if (server.home / "lake").exists() else 0
    backlog: list[int] = []
    stop = threading.Event()
    watcher = threading.Thread(target=_watch, args=(server, backlog, stop))
    watcher.start()
    told = _client(server.port, key, batch, connections, seconds, rate)
    stop.set()
    watcher.join()
    _show(title, told)
    assert server.up is not None
    print(
        f"  peaks of memory: { {name: f'{size / 2**20:.0f} MiB' for name, size in peaks(server.up.pid).items()} }",
        flush=True,
    )
    waited = time.monotonic()
    while server.waiting():
        time.sleep(0.1)
    keys = server.event_keys()
    if len(keys) - before != told["acknowledged"] or len(set(keys)) != len(keys):
        raise SystemExit(f"{told['acknowledged']} acknowledged, {len(keys) - before} in the lake: no figures")
    third = len(backlog) // 3 + 1
    thirds = [max(backlog[start : start + third], default=0) for start in range(0, len(backlog), third)]
    print(
        f"  most requests waiting in each third: {thirds}; emptied {time.monotonic() - waited:.1f} s after", flush=True
    )


def _visible(server: Server, key: str, probes: int) -> None:
    """Look how soon single events are visible while 2,000 a second come in."""
    read = server.siyu("keys", "create", "owner").strip()
    load = threading.Thread(target=_client, args=(server.port, key, 20, 4, probes * 0.6 + 10, 2_000))
    load.start()
    prober = Prober(server.port, key, read, "main")
    prober.prepare()
    seconds = []
    for _ in range(probes):
        seconds.append(prober.probe())
        time.sleep(0.1)
    load.join()
    _quantiles("acknowledged → on member 360", seconds)


def _tagged(server: Server, key: str, probes: int) -> None:
    """Look how soon a real-time tag is there while 2,000 events a second come in."""
    prober = new_prober(server.port, key, server.siyu("keys", "create", "owner").strip())
    prober.prepare_people(probes)
    load = threading.Thread(target=_client, args=(server.port, key, 20, 4, probes * 1.2 + 10, 2_000))
    load.start()
    time.sleep(5)
    seconds = []
    for user in prober.people:
        seconds.append(prober.probe_person(user))
        time.sleep(0.1)
    load.join()
    _quantiles("acknowledged → tag on the API", seconds)


def _quantiles(title: str, seconds: list[float]) -> None:
    seconds = sorted(seconds)
    p50, p99 = seconds[len(seconds) // 2], seconds[int(len(seconds) * 0.99)]
    print(
        f"{title} at 2,000 events/s: p50 {p50:.2f} s, p99 {p99:.2f} s, most {seconds[-1]:.2f} s ({len(seconds)} probes)",
        flush=True,
    )


def _bare(batch: int, connections: int, seconds: float) -> dict[str, Any]:
    command = [sys.executable, "-m", "granian", *GRANIAN, "--port", "8999", "bench.load.bare:application"]
    process = subprocess.Popen(command)
    try:
        time.sleep(3)
        return _client(8999, "k", batch, connections, seconds)
    finally:
        process.terminate()
        process.wait()


def _client(port: int, key: str, batch: int, connections: int, seconds: float, rate: float = 0) -> dict[str, Any]:
    command = [
        sys.executable, "-m", "bench.load.client", str(port), key, "--batch", str(batch), "--connections",
        str(connections), "--seconds", str(seconds), "--rate", str(rate),
    ]  # fmt: skip
    told: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return told


def _watch(server: Server, backlog: list[int], stop: threading.Event) -> None:
    while not stop.wait(2.0):
        backlog.append(server.waiting())


def _show(title: str, told: dict[str, Any]) -> None:
    print(
        f"{title}: {told['a_second']:,.0f} events/s acknowledged ({told['acknowledged']:,} in {told['seconds']:.0f} s, "
        f"{told['refused']:,} refused), p50 {told['p50_ms']:.1f} ms, p99 {told['p99_ms']:.1f} ms, "
        f"client {told['client_cpu']:.1f} processor seconds",
        flush=True,
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", nargs="+", default=["bare", "batches", "single", "visible", "tagged"])
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument(
        "--rate", type=float, default=31_000, help="events a second in batches; 0 as many as are answered"
    )
    parser.add_argument("--probes", type=int, default=200)
    return parser.parse_args()


if __name__ == "__main__":
    main()
