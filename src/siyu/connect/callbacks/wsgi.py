"""The callback addresses as a WSGI application of its own, before Django's middleware: platforms wait five seconds at most."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.db import close_old_connections

from siyu.connect.callbacks.keeping import Arrived, callback_committer, row_of
from siyu.connect.callbacks.naming import made_at
from siyu.connect.callbacks.opening import open_echo, open_event
from siyu.connect.callbacks.receivers import Receiver, receivers
from siyu.connect.callbacks.refused import refused_callbacks
from siyu.connect.collection.answers import Answer, failed, refused
from siyu.connect.collection.bodies import read_body
from siyu.connect.collection.wsgi import Application, Start
from siyu.connect.inbox.committing import NotKeptError
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.platforms.channels.models import Channel

log = logging.getLogger("siyu.callbacks")

MOST_BYTES, MOST_QUERY, MOST_FIELDS = 64 * 1024, 4 * 1024, 20
_PATH = re.compile(r"/callbacks/([A-Za-z0-9_-]{16,64})")
ACCEPTED = {"official_account": b"success", "mini_program": b"success"}
"""What a platform takes for an acknowledgement that asks for no reply; WeCom wants nothing."""


def answering(rest: Application) -> Application:
    """Return an application that takes callbacks and passes all other addresses to `rest`."""

    def application(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        found = _PATH.fullmatch(environ.get("PATH_INFO", ""))
        if found is None:
            return rest(environ, start)
        answer = _answer(found[1], environ)
        start(answer.line, [("Content-Type", answer.type), ("Content-Length", str(len(answer.body))),
                            ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")])  # fmt: skip
        return [answer.body]

    return application


def _answer(key: str, environ: dict[str, Any]) -> Answer:
    receiver = None
    try:
        receiver = receivers.find(key)
        return _take(receiver, environ)
    except Refusal as refusal:
        if receiver is not None:
            refused_callbacks.count(receiver.channel_id, refusal.code)
            log.warning("a callback for channel %s was refused: %s", receiver.channel_id, refusal.code)
        return refused(refusal)
    except Exception:
        log.exception("a callback failed")
        return failed()
    finally:
        close_old_connections()


def _take(receiver: Receiver, environ: dict[str, Any]) -> Answer:
    query = _query(environ)
    method = environ["REQUEST_METHOD"]
    if method == "GET":
        echo = open_echo(query, receiver.keys)
        Channel.objects.filter(pk=receiver.channel_id).update(callback_verified_at=datetime.now(UTC))
        return Answer(200, echo.encode(), "text/plain; charset=utf-8")
    if method != "POST":
        raise Refusal("method", Text("请使用 POST", "use POST"), status=405)
    fields = open_event(query, read_body(environ, MOST_BYTES), receiver.keys)
    now = datetime.now(UTC)
    happened = made_at(fields)
    if happened is not None and now - happened > timedelta(days=settings.SIYU_RAW_DAYS):
        # Repeats are known for as long as callbacks are kept; what is older may be one that was forgotten.
        raise Refusal("callback.too_old", Text("回调早已过期", "the callback is far too old"), status=403)
    _keep(Arrived(receiver.workspace_id, receiver.channel_id, receiver.kind, now, fields))
    return Answer(200, ACCEPTED.get(receiver.kind, b""), "text/plain; charset=utf-8")


def _keep(arrived: Arrived) -> None:
    try:
        callback_committer.keep(row_of(arrived))
    except NotKeptError as error:
        raise Refusal(
            "callback.not_kept", Text("未能写入磁盘", "it could not be written to the disk"), status=503
        ) from error


def _query(environ: dict[str, Any]) -> dict[str, str]:
    told = environ.get("QUERY_STRING", "")
    try:
        return dict(parse_qsl(told[:MOST_QUERY], keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        raise Refusal(
            "callback.query", Text("地址参数过多", "the address has too many parameters"), status=400
        ) from None
