"""A server on this machine that stands for a provider or another system: it keeps what it is sent and answers as told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.engage.messaging.models import Message
from siyu.engage.messaging.transports import Outgoing, Route
from siyu.platforms.channels.managing import make_channel
from siyu.platforms.channels.models import Channel


@dataclass
class Heard:
    """A request: its path with the query, heads with names in lower case, and body."""

    path: str
    heads: dict[str, str]
    body: bytes


@dataclass
class Provider:
    """`answer` gives code and body for a request."""

    port: int = 0
    heard: list[Heard] = field(default_factory=list)
    answer: Callable[[Heard], tuple[int, bytes]] = lambda heard: (200, b"{}")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    """The server; this host allows channels to call it."""
    made = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            heard = Heard(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
            made.heard.append(heard)
            code, answer = made.answer(heard)
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            if code in {301, 302}:
                self.send_header("Location", f"http://127.0.0.1:{made.port}/elsewhere")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: Any) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.port = server.server_port
    settings.SIYU_PLATFORM_HOSTS = [f"127.0.0.1:{made.port}"]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


def channel(workspace: Workspace, kind: str, identity: str, secrets: dict[str, str], **given: Any) -> Channel:
    """Make a channel of the workspace."""
    return make_channel(command_line(workspace), kind=kind, name=kind, identity=identity, secrets=secrets, **given)


def outgoing(address: str, content: dict[str, Any], *, marketing: bool = False, number: int = 7) -> Outgoing:
    """Return a message that passed the policy."""
    content_class = "marketing" if marketing else "service"
    return Outgoing(number, f"effect:{number}", 1, 1, address, content, content_class)


def sent_message(workspace: Workspace, transport: str, kind: str, platform_id: str, **fields: Any) -> Message:
    """Keep a message that was handed over."""
    now = workspace.clock.now()
    return Message.objects.create(
        workspace=workspace, effect_key=f"sent:{platform_id}", source_id=1, member_id=1, lane="bulk", channel=kind,
        transport=transport, content_class="marketing", state=Message.SENT, likeness="x", due_at=now, made_at=now,
        sent_at=now, platform_id=platform_id, **fields,
    )  # fmt: skip


def route(workspace: Workspace, account: str = "") -> Route:
    return Route(workspace, account)
