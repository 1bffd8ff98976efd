"""The sandbox as an ASGI application: requests one after another, callbacks from threads, the clock's ticks between."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qsl, unquote

from siyu_sandbox.callbacks import posting
from siyu_sandbox.callbacks.deliveries import DEADLINE, Delivery
from siyu_sandbox.endpoints.answering import LARGEST_BODY
from siyu_sandbox.exchange import Answer, Request
from siyu_sandbox.sandbox import Sandbox

TICK, SENDERS = 0.05, 32

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class Application:
    """Call it as ASGI does. Everything that touches the world happens in the event loop; only attempts to send wait in threads."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self._pool = ThreadPoolExecutor(SENDERS, "callbacks")
        self._ticking: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            self._start()
            answer = await self._answer(scope, await _read(receive))
            await _write(send, answer)

    def _start(self) -> None:
        if self._ticking is None:
            self._loop = asyncio.get_running_loop()
            self.sandbox.world.deliveries.post = self._post
            self._ticking = self._loop.create_task(self._tick())

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self._start()
                await send({"type": "lifespan.startup.complete"})
            else:
                self.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return

    def stop(self) -> None:
        """End the ticks and the senders."""
        if self._ticking:
            self._ticking.cancel()
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _tick(self) -> None:
        while True:
            self.sandbox.world.agenda.catch_up()
            await asyncio.sleep(TICK)

    async def _answer(self, scope: dict[str, Any], body: bytes) -> Answer:
        request = _request(scope, body)
        answer = self.sandbox.answer(request)
        if answer.delay:
            await asyncio.sleep(answer.delay)
        return answer

    def _post(self, delivery: Delivery) -> None:
        self._pool.submit(self._attempt, delivery)

    def _attempt(self, delivery: Delivery) -> None:
        status, body = posting.request("POST", delivery.posting.url, delivery.posting.body, DEADLINE)
        assert self._loop is not None
        if not self._loop.is_closed():
            reply = body.decode("utf-8", "replace")
            self._loop.call_soon_threadsafe(self.sandbox.world.deliveries.finish, delivery, status, reply)


async def _read(receive: Receive) -> bytes:
    parts, size = [], 0
    while True:
        message = await receive()
        part = message.get("body", b"")
        size += len(part)
        if size <= LARGEST_BODY + 1:
            parts.append(part)
        if not message.get("more_body"):
            return b"".join(parts)


def _request(scope: dict[str, Any], body: bytes) -> Request:
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    query = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
    client = scope.get("client")
    return Request(
        scope["method"], unquote(scope["path"]), query, body, headers.get("host", ""),
        headers.get("content-type", ""), client[0] if client else "127.0.0.1",
    )  # fmt: skip


async def _write(send: Send, answer: Answer) -> None:
    headers = {"content-type": answer.content_type, "content-length": str(len(answer.body)), **answer.headers}
    encoded = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": answer.status, "headers": encoded})
    if answer.broken:
        await send({"type": "http.response.body", "body": answer.body[: len(answer.body) // 2], "more_body": True})
        return
    await send({"type": "http.response.body", "body": answer.body})
