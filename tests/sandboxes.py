"""A sandbox that is really served, from a thread of the test: one server a session, a new world for every test."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from siyu_sandbox.asgi import Application
from siyu_sandbox.sandbox import Sandbox
from siyu_sandbox.world.founding import found_world


@dataclass
class ServedSandbox:
    """Where the sandbox answers, and its control API."""

    url: str
    application: Application

    @property
    def host(self) -> str:
        """The host with its port, as `SIYU_PLATFORM_HOSTS` names it."""
        return self.url.removeprefix("http://")

    def act(self, path: str, /, **fields: Any) -> Any:
        """Use the control API: `act("people", count=3)`."""
        return self._ask(f"/_sandbox/{path}", json.dumps(fields).encode())

    def state(self, part: str) -> Any:
        """Return one part of all the sandbox knows."""
        return self._ask(f"/_sandbox/state?parts={part}", None)[part]

    def calls(self, path: str) -> list[Any]:
        """Return the codes a path has answered."""
        return [one["code"] for one in self.state("calls")["last"] if one["path"] == path]

    def begin_anew(self) -> None:
        """Put a new world in the place of the one before."""
        sandbox = Sandbox(found_world(7))
        sandbox.world.deliveries.post = self.application._post
        self.application.sandbox = sandbox

    def _ask(self, path: str, body: bytes | None) -> Any:
        try:
            with urllib.request.urlopen(urllib.request.Request(self.url + path, body), timeout=20) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                raise AssertionError(error.read().decode()) from None


@cache
def serve_sandbox() -> ServedSandbox:
    """Start the server in a thread that ends with the process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    application = Application(Sandbox(found_world(7)))
    server = Server(application, address="127.0.0.1", port=port, interface=Interfaces.ASGI, log_level=LogLevels.error)
    threading.Thread(target=lambda: asyncio.run(server.serve()), name="sandbox", daemon=True).start()
    served = ServedSandbox(f"http://127.0.0.1:{port}", application)
    for _ in range(400):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                served.state("seed")
                return served
        time.sleep(0.05)
    raise AssertionError("the sandbox did not begin to serve")


@pytest.fixture
def sandbox(settings: Any) -> Iterator[ServedSandbox]:
    """The sandbox with a new world; its host is allowed."""
    served = serve_sandbox()
    served.begin_anew()
    settings.SIYU_PLATFORM_HOSTS = [served.host]
    yield served
    served.act("fault-clearings")
