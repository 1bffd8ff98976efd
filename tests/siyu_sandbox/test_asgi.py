"""The application speaks ASGI: bodies in parts, the clock between requests, answers late or broken off."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from siyu_sandbox.asgi import Application
from siyu_sandbox.sandbox import Sandbox
from siyu_sandbox.world.founding import found_world
from tests.siyu_sandbox.playing import NOON


async def call(app: Application, method: str, path: str, *parts: bytes, query: str = "") -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []
    waiting = [{"type": "http.request", "body": one, "more_body": True} for one in parts] or [{"type": "http.request"}]
    waiting[-1]["more_body"] = False

    async def receive() -> dict[str, Any]:
        return waiting.pop(0)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(b"host", b"x")],
    }
    await app(scope, receive, send)
    return sent


def test_requests_are_read_in_parts_and_answered() -> None:
    async def story() -> None:
        app = Application(Sandbox(found_world(7, NOON, 0)))
        start, body = await call(app, "POST", "/_sandbox/clock", b'{"adv', b'ance": 5}')
        assert start["status"] == 200 and json.loads(body["body"]) == {"now": NOON + 5, "speed": 0}
        await call(app, "POST", "/_sandbox/faults", b'{"broken": true, "delay": 0.01, "path": "/cgi-bin/gettoken"}')
        query = "corpid=wwsandbox&corpsecret=secret-app"
        _, broken = await call(app, "GET", "/cgi-bin/gettoken", query=query)
        assert broken["more_body"] and not broken["body"].endswith(b"}")
        app.stop()

    asyncio.run(story())


def test_what_is_due_happens_between_requests() -> None:
    async def story() -> None:
        app = Application(Sandbox(found_world(7, NOON, 100_000)))
        happened = asyncio.Event()
        app.sandbox.world.agenda.after(100, happened.set)
        await call(app, "GET", "/_sandbox/state")
        await asyncio.wait_for(happened.wait(), 10)
        app.stop()

    asyncio.run(story())
