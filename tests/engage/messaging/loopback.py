"""A transport to a real HTTP server on this machine, which keeps what it was sent and can be told how to answer."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from siyu.engage.messaging import transports
from siyu.engage.messaging.transports import Outgoing, Result, Route, Transport, register_transport
from siyu.lib.text import Text


@dataclass
class Loopback:
    """The server: `got` is what came in; `answers` says by effect key how to answer, `sent` where it says nothing."""

    port: int = 0
    got: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)

    def send(self, route: Route, messages: Sequence[Outgoing]) -> list[Result]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        body = json.dumps([asdict(message) for message in messages])
        connection.request("POST", "/", body, {"Content-Type": "application/json"})
        answered = json.loads(connection.getresponse().read())
        connection.close()
        return [Result(**one) for one in answered]

    def take(self, messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Answer a call as a platform would that drops repeats by their key."""
        known = {one["effect_key"] for one in self.got}
        self.got += [one for one in messages if one["effect_key"] not in known]
        return [
            {"state": self.answers.get(one["effect_key"], "sent"), "platform_id": f"p-{one['effect_key']}"}
            for one in messages
        ]


def serve(loopback: Loopback) -> ThreadingHTTPServer:
    """Start the server on a free port."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            body = json.dumps(loopback.take(told)).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    loopback.port = server.server_port
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return server


@pytest.fixture
def loopback() -> Iterator[Loopback]:
    """A transport called `loopback` that reaches phones and may be repeated, and `once`, which may not."""
    made = Loopback()
    server = serve(made)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transports, "_transports", {})
        register_transport(Transport("loopback", "sms", Text("回环", "Loopback"), made.send, True, 100))
        register_transport(Transport("once", "sms", Text("一次", "Once"), made.send, False, 100))
        yield made
    server.shutdown()
    server.server_close()
