"""A client of the collection's addresses, and a committer that writes in the test's own transaction."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from siyu.accounts.keys import make_key
from siyu.accounts.models import Workspace
from siyu.connect.collection import keeping
from siyu.connect.collection.loading import load_inbox
from siyu.connect.collection.people import people
from siyu.connect.collection.rates import rates
from siyu.connect.collection.writers import hooks, writers
from siyu.connect.collection.wsgi import collecting
from siyu.connect.inbox.committing import Row, insert_rows
from siyu.connect.inbox.limits import Gate
from siyu.connect.inbox.message_ids import past_ids
from siyu.connect.loads.reading import open_snapshot


@dataclass(frozen=True)
class Answered:
    """Status, headers by lower-case name, and body."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


class CollectingClient:
    """Calls the WSGI application; a dictionary is sent as JSON with the write key as basic authorisation."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.application = collecting(_not_found)

    def __call__(
        self, path: str, body: Any = None, *, method: str = "POST", key: str | None = "", **headers: str
    ) -> Answered:
        raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        path, _, query = path.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_LENGTH": str(len(raw)),
            "wsgi.input": io.BytesIO(raw),
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }
        secret = self.key if key == "" else key
        if secret is not None:
            environ["HTTP_AUTHORIZATION"] = "Basic " + base64.b64encode(f"{secret}:".encode()).decode()
        told: list[Any] = []
        answered = b"".join(self.application(environ, lambda line, given: told.extend([line, given])))
        return Answered(int(told[0][:3]), {name.lower(): value for name, value in told[1]}, answered)


Collect = Callable[..., Answered]


def _not_found(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    start("404 Not Found", [])
    return [b"elsewhere"]


class CommitterHere:
    """Writes at once, because a test's transaction can not be seen by another thread."""

    def keep(self, row: Row) -> None:
        insert_rows([row])


@pytest.fixture
def committing_here(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keeping, "committer", CommitterHere())
    monkeypatch.setattr(keeping, "gate", Gate())
    # Closing idle connections after a request would end the test's transaction.
    monkeypatch.setattr("siyu.connect.collection.wsgi.close_old_connections", lambda: None)
    yield
    writers.forget()
    hooks.forget()
    rates.forget()
    people.forget()
    past_ids.forget()


@pytest.fixture
def write_key(workspace: Workspace) -> str:
    """A key of the shop that may write events."""
    return make_key(workspace, "web", "write", by=None)[1]


def load_all(workspace: Workspace) -> None:
    """Load everything that waits."""
    while load_inbox(workspace):
        pass


def rows(workspace: Workspace, table: str, *columns: str) -> list[tuple[Any, ...]]:
    """Return the current facts of a table, sorted."""
    with open_snapshot(workspace) as snapshot:
        facts = snapshot.to_arrow(snapshot.facts(table).select(*columns))
    return sorted(zip(*(facts[name].to_pylist() for name in columns), strict=True), key=repr)
