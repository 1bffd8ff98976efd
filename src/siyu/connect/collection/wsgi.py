"""The collection's addresses as a WSGI application of its own, before Django's middleware: it answers thousands a second."""

from __future__ import annotations

import base64
import binascii
import json
import logging
import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from urllib.parse import parse_qs

from django.db import close_old_connections

from siyu.connect.collection import segment, sensors
from siyu.connect.collection.answers import GIF, Answer, failed, refused, succeeded
from siyu.connect.collection.bodies import read_body, unpacked
from siyu.connect.collection.keeping import SEGMENT, SENSORS, Given, judge_single, keep
from siyu.connect.collection.message import Envelope
from siyu.connect.collection.writers import hooks, writers
from siyu.connect.inbox.batches import WEBHOOK
from siyu.connect.webhooks.rows import check_json
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

log = logging.getLogger("siyu.collection")

Start = Callable[[str, list[tuple[str, str]]], Any]
Application = Callable[[dict[str, Any], Start], Iterable[bytes]]

MOST_BYTES = 500 * 1024
MOST_BYTES_RUDDER = 4 * 1024 * 1024
MOST_BYTES_HOOK = 1024 * 1024
MOST_QUERY = 64 * 1024

SHORT = {"t": "track", "i": "identify", "p": "page", "s": "screen", "g": "group", "a": "alias"}
CALLS = {**{name: name for name in segment.CALLS}, **SHORT}
_SETTINGS = re.compile(r"/v1/projects/([^/]+)/settings")
_HOOK = re.compile(r"/v1/hooks/([A-Za-z0-9_-]{20,100})")


def collecting(rest: Application) -> Application:
    """Return an application that answers the addresses of the collection and passes all others to `rest`."""

    def application(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        route = _route(path)
        if route is None:
            return rest(environ, start)
        answer = _answer(route, environ)
        start(answer.line, answer.headers_for(environ))
        return [answer.body]

    return application


Route = Callable[[dict[str, Any]], Answer]


def _answer(route: Route, environ: dict[str, Any]) -> Answer:
    if environ["REQUEST_METHOD"] == "OPTIONS":
        return Answer(204, b"")
    try:
        return route(environ)
    except Refusal as refusal:
        return refused(refusal)
    except Exception:
        log.exception("a request to %s failed", environ.get("PATH_INFO"))
        return failed()
    finally:
        close_old_connections()


def _route(path: str) -> Route | None:
    if path in _FIXED:
        return _FIXED[path]
    if found := _HOOK.fullmatch(path):
        return partial(_collect_hook, found[1])
    if found := _SETTINGS.fullmatch(path):
        return partial(_project, found[1])
    return None


def _collect_batch(environ: dict[str, Any]) -> Answer:
    envelope, key = segment.open_batch(_json_body(environ))
    writer = writers.find(_basic(environ) or key or _in_query(environ, "writeKey"))
    keep(Given(writer, SEGMENT, "batch", _sent(environ, envelope)))
    return succeeded()


def _collect_call(call: str) -> Route:
    def route(environ: dict[str, Any]) -> Answer:
        envelope, key = segment.open_single(_json_body(environ))
        writer = writers.find(_basic(environ) or key or _in_query(environ, "writeKey"))
        envelope = _sent(environ, envelope)
        judge_single(envelope, call)
        keep(Given(writer, SEGMENT, call, envelope))
        return succeeded()

    return route


def _collect_sensors(environ: dict[str, Any]) -> Answer:
    query = environ.get("QUERY_STRING", "").encode("latin-1")
    if len(query) > MOST_QUERY:
        raise Refusal("address.too_long", Text("地址过长", "the address is too long"), status=414)
    form = _body(environ, MOST_BYTES) if environ["REQUEST_METHOD"] == "POST" else query
    writer = writers.find(sensors.token_in(query) or sensors.token_in(form))
    keep(Given(writer, SENSORS, "sa", sensors.open_form(form, MOST_BYTES)))
    return GIF if environ.get("PATH_INFO", "").endswith(".gif") else Answer(200, b"", "text/plain")


def _collect_hook(token: str, environ: dict[str, Any]) -> Answer:
    """Keep a call of a webhook; what its JSON means is looked at when it is loaded."""
    writer, webhook = hooks.find(token)
    body = _body(environ, MOST_BYTES_HOOK)
    check_json(body)
    keep(Given(writer, WEBHOOK, str(webhook), Envelope([body])))
    return succeeded()


def _project(key: str, environ: dict[str, Any]) -> Answer:
    """Tell a browser SDK that its project is there and sends nowhere else."""
    writers.find(key)
    return Answer(200, json.dumps({"integrations": {"Segment.io": {"apiKey": key}}, "plan": {}}).encode())


def _source(environ: dict[str, Any]) -> Answer:
    """Tell a RudderStack SDK that its source is enabled and has no destinations of its own."""
    source = writers.find(_basic(environ) or _in_query(environ, "writeKey")).source
    told = {"id": source, "name": source, "enabled": True, "config": {}, "destinations": [], "connections": []}
    return Answer(200, json.dumps({"source": told, "isHosted": True}).encode())


_FIXED: dict[str, Route] = {
    "/v1/batch": _collect_batch,
    "/v1/b": _collect_batch,
    **{f"/v1/{name}": _collect_call(call) for name, call in CALLS.items()},
    "/sa": _collect_sensors,
    "/sa.gif": _collect_sensors,
    "/sourceConfig": _source,
    "/sourceConfig/": _source,
}


def _json_body(environ: dict[str, Any]) -> bytes:
    """Return the body whatever type it is labelled as: browsers label JSON as text or as a form to avoid a preflight."""
    is_rudder = "HTTP_ANONYMOUSID" in environ or "HTTP_SENTAT" in environ
    return _body(environ, MOST_BYTES_RUDDER if is_rudder else MOST_BYTES)


def _body(environ: dict[str, Any], most: int) -> bytes:
    if environ["REQUEST_METHOD"] != "POST":
        raise Refusal("method", Text("请使用 POST", "use POST"), status=405)
    encoding = environ.get("HTTP_CONTENT_ENCODING", "").strip().lower()
    return unpacked(read_body(environ, most), encoding, most)


def _basic(environ: dict[str, Any]) -> str | None:
    """Return the user name of basic authorisation, which is the write key, or a bearer token."""
    scheme, _, told = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
    if scheme.lower() == "bearer":
        return told.strip() or None
    if scheme.lower() != "basic":
        return None
    try:
        return base64.b64decode(told, validate=True).decode().partition(":")[0] or None
    except (binascii.Error, UnicodeDecodeError):
        return None


def _in_query(environ: dict[str, Any], name: str) -> str | None:
    try:
        found = parse_qs(environ.get("QUERY_STRING", ""), max_num_fields=sensors.MOST_FIELDS)
    except ValueError:
        return None
    return found[name][0] if name in found else None


def _sent(environ: dict[str, Any], envelope: Envelope) -> Envelope:
    """Return the envelope with the client's clock from RudderStack's header when the body does not tell it."""
    told = environ.get("HTTP_SENTAT", "")
    if envelope.sent_at is not None or not told:
        return envelope
    return Envelope(envelope.events, segment.instant_of(told))
