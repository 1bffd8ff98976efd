"""`python -m bench.welcome`: how soon a new contact is welcomed, and whether a killed worker loses or doubles a welcome.

Starts `siyu up` on a home of its own in `bench-data/welcome` beside a sandbox in this process. People scan a contact code at a
steady rate; measured is from the moment the sandbox sends the callback until the call of the platform arrives there. At the
end the sandbox's own count is compared: every contact has one welcome in Siyu, nobody has two, or there are no figures.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from siyu_sandbox.callbacks.deliveries import Delivery
from siyu_sandbox.exchange import Answer, Request
from siyu_sandbox.people.meeting import scan
from tests.connect.live.server import Server
from tests.sandboxes import ServedSandbox, serve_sandbox

ROOT = Path("bench-data") / "welcome"
TOKEN, KEY = "H7SimToken2026", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
SEND = "/cgi-bin/externalcontact/send_welcome_msg"
SECRETS = {
    "app_secret": "secret-app",
    "contact_secret": "secret-contact",
    "callback_token": TOKEN,
    "callback_aes_key": KEY,
}
MAKE = """
import django; django.setup()
from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.connect.contact_codes.managing import create_code
create_code(command_line(Workspace.objects.get()), {"kind": "contact_code", "name": "bench", "channel": "bench",
    "staff": ["alice", "bob", "carol"], "welcome": "您好，欢迎来到{{ brand }}"})
"""


class Watch:
    """Notes when each callback was first sent and when the call it asks for arrived."""

    def __init__(self, sandbox: ServedSandbox) -> None:
        self.told: dict[str, float] = {}
        self.called: dict[str, float] = {}
        application = sandbox.application
        world = application.sandbox.world
        post, answer = application._post, application.sandbox.answer

        def telling(delivery: Delivery) -> None:
            self.told.setdefault(str(delivery.event.get("WelcomeCode", "")), time.perf_counter())
            post(delivery)

        def answering(request: Request) -> Answer:
            if request.path == SEND:
                self.called.setdefault(json.loads(request.body)["welcome_code"], time.perf_counter())
            return answer(request)

        world.deliveries.post = telling
        application.sandbox.answer = answering  # type: ignore[method-assign]


def main() -> None:
    """Measure what the arguments ask for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rates", type=float, nargs="+", default=[50, 300])
    asked.add_argument("--seconds", type=float, default=20)
    asked.add_argument("--kill", action="store_true", help="kill the worker in the middle of each run")
    told = asked.parse_args()
    shutil.rmtree(ROOT, ignore_errors=True)
    ROOT.mkdir(parents=True)
    sandbox = serve_sandbox()
    sandbox.act("settings", settings={"limits": 1000.0})
    os.environ["SIYU_PLATFORM_HOSTS"] = sandbox.host
    server = Server(ROOT)
    server.start()
    try:
        way = _prepare(server, sandbox)
        watch = Watch(sandbox)
        for rate in told.rates:
            _run(server, sandbox, watch, way, rate, told.seconds, kill=told.kill)
    finally:
        server.stop()


def _prepare(server: Server, sandbox: ServedSandbox) -> Any:
    """Make the channel and a code, and wait until the worker has made the code in the sandbox."""
    settings = json.dumps({"calls_per_minute": 0, "calls_per_hour": 0})
    words = [
        "channels",
        "add",
        "wecom",
        "bench",
        "wwsandbox",
        "--url",
        sandbox.url,
        "--settings",
        settings,
        "--secrets",
    ]
    done = subprocess.run(server._command(*words), input=json.dumps(SECRETS), env=_environment(server),
                          capture_output=True, text=True, check=False)  # fmt: skip
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    subprocess.run([sys.executable, "-c", MAKE], env=_environment(server), check=True)
    address = server.address + done.stdout.strip()
    sandbox.act("receivers", holder="contact", url=address, token=TOKEN, aes_key=KEY)
    ways = sandbox.application.sandbox.world.ways
    server.wait_for(lambda: bool(ways) and _count(server, "connect_contact_codes_contactcode", "config_id <> ''"))
    return next(iter(ways.values()))


def _run(
    server: Server, sandbox: ServedSandbox, watch: Watch, way: Any, rate: float, seconds: float, *, kill: bool
) -> None:
    before, known = len(watch.told), set(watch.told)
    killer = threading.Timer(seconds / 2, server.kill, ["siyu.cli worker"]) if kill else None
    if killer:
        killer.start()
    _scan(sandbox, way, rate, seconds)
    contacts = int(rate * seconds)
    over = "state <> 'sending'"
    server.wait_for(lambda: _count(server, "engage_welcomes_welcome", over) >= before + contacts)
    fresh = [code for code in watch.told if code not in known]
    waits = sorted(watch.called[code] - watch.told[code] for code in fresh if code in watch.called)
    _judge(server, sandbox, before + contacts)
    cut = statistics.quantiles(waits, n=100)
    print(f"{rate:.0f}/s for {seconds:.0f} s, {contacts} contacts{', worker killed' if kill else ''}: callback to call "
          f"p50 {cut[49] * 1000:.0f} ms, p99 {cut[98] * 1000:.0f} ms, worst {waits[-1] * 1000:.0f} ms", flush=True)  # fmt: skip


def _scan(sandbox: ServedSandbox, way: Any, rate: float, seconds: float) -> None:
    """Let new people scan at a steady rate, in the thread the sandbox's world belongs to."""
    application = sandbox.application
    world, loop = application.sandbox.world, application._loop
    assert loop is not None
    begun = time.perf_counter()
    for nth in range(int(rate * seconds)):
        time.sleep(max(begun + nth / rate - time.perf_counter(), 0))
        loop.call_soon_threadsafe(lambda: scan(world, world.people.make(), way))


def _judge(server: Server, sandbox: ServedSandbox, contacts: int) -> None:
    """Print the states and compare them with what reached people; exits when one was lost or doubled."""
    people = sandbox.application.sandbox.world.people.by_external.values()
    reached = Counter(sum(1 for one in person.inbox if one.channel == "welcome") for person in people)
    with closing(sqlite3.connect(server.home / "siyu.sqlite3", timeout=20)) as database:
        states = dict(database.execute("SELECT state, count(*) FROM engage_welcomes_welcome GROUP BY state"))
    print(f"  welcomes by state {states}; people by welcomes that reached them {dict(reached)}", flush=True)
    if sum(states.values()) != contacts or set(reached) - {0, 1} or states.get("sent", 0) > reached[1]:
        raise SystemExit(f"{contacts} contacts, {states}, {dict(reached)}: no figures")


def _count(server: Server, table: str, where: str) -> int:
    with closing(sqlite3.connect(server.home / "siyu.sqlite3", timeout=20)) as database:
        return int(database.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()[0])


def _environment(server: Server) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": "src", "SIYU_HOME": str(server.home),
            "DJANGO_SETTINGS_MODULE": "siyu.config.settings"}  # fmt: skip


if __name__ == "__main__":
    main()
