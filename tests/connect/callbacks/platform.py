"""A platform that calls back as the real ones do, and whose callbacks are written in the test's own transaction."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from siyu.connect.callbacks import showing, wsgi
from siyu.connect.callbacks.keeping import Row, insert_callbacks
from siyu.connect.callbacks.receivers import receivers
from siyu.connect.callbacks.refused import RefusedCallbacks
from siyu.connect.callbacks.wsgi import answering
from siyu.platforms.channels.models import Channel
from siyu_sandbox.callbacks.envelopes import enclose
from siyu_sandbox.world.apps import Receiver
from tests.connect.collecting import Answered

TOKEN, KEY = "H7SimToken2026", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


class Platform:
    """Calls an address back; `event` is sealed and signed unless something else is given."""

    def __init__(self) -> None:
        self.application = answering(lambda environ, start: start("404 Not Found", []) or [b"elsewhere"])

    def tell(self, channel: Channel, token: str = TOKEN, whom: str | None = None, **event: Any) -> Answered:
        """Send an event as the platform of the channel's kind does."""
        agent = "1000002" if channel.kind == "wecom" else None
        to = Receiver(f"http://here/callbacks/{channel.callback_key}", token, KEY)
        told = {"ToUserName": channel.identity, **event}
        posting = enclose(told, to, whom or channel.identity, agent=agent, now=1, nonce="n", noise=b"0" * 16)
        return self.post(posting.url, posting.body)

    def post(self, url: str, body: bytes, method: str = "POST") -> Answered:
        parts = urlsplit(url)
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": parts.path, "QUERY_STRING": parts.query,
            "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body),
        }  # fmt: skip
        told: list[Any] = []
        answered = b"".join(self.application(environ, lambda line, given: told.extend([line, given])))
        return Answered(int(told[0][:3]), {name.lower(): value for name, value in told[1]}, answered)


class CommitsHere:
    """Writes at once, because a test's transaction can not be seen by another thread."""

    def keep(self, row: Row) -> None:
        insert_callbacks([row])


@pytest.fixture
def platform(committing_here: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Platform]:
    monkeypatch.setattr(wsgi, "callback_committer", CommitsHere())
    monkeypatch.setattr(wsgi, "refused_callbacks", counted := RefusedCallbacks())
    monkeypatch.setattr(showing, "refused_callbacks", counted)
    monkeypatch.setattr(wsgi, "close_old_connections", lambda: None)
    yield Platform()
    receivers.forget()


def added(person: str = "wmSimExternalUser000000000000001", staff: str = "zhangsan", **more: Any) -> dict[str, Any]:
    """The event of a contact that was added."""
    return {
        "FromUserName": "sys", "MsgType": "event", "Event": "change_external_contact",
        "ChangeType": "add_external_contact", "UserID": staff, "ExternalUserID": person, **more,
    }  # fmt: skip
