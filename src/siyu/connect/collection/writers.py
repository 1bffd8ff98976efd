"""Who may send events: write keys, looked up once every few seconds, because every request brings one."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from siyu.accounts.keys import digest_of, find_key
from siyu.accounts.permissions import ROLES
from siyu.connect.webhooks.managing import webhook_of_token
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

REMEMBERED_SECONDS = 5.0
"""A revoked key or token may still write for so long."""
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Writer:
    """A valid write key; `rate` is the events a second it may send."""

    workspace_id: int
    source: str
    rate: int | None


Found = TypeVar("Found")


class Remembered(Generic[Found]):
    """Remembers what secrets stand for, also ones that stand for nothing, by their digest."""

    def __init__(self, look_up: Callable[[str], Found | None], unknown: Callable[[], Refusal]) -> None:
        self._look_up, self._unknown = look_up, unknown
        self._known: OrderedDict[str, tuple[float, Found | None]] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, secret: str | None) -> Found:
        """Return what the secret stands for. Raises `Refusal` 401 for none or one that is not valid."""
        if not secret:
            raise self._unknown()
        digest, now = digest_of(secret), time.monotonic()
        with self._lock:
            known = self._known.get(digest)
        if known is None or now - known[0] > REMEMBERED_SECONDS:
            known = (now, self._look_up(secret))
            with self._lock:
                self._known[digest] = known
                self._known.move_to_end(digest)
                while len(self._known) > _MOST:
                    self._known.popitem(last=False)
        if known[1] is None:
            raise self._unknown()
        return known[1]

    def forget(self) -> None:
        """Forget everything, for tests."""
        with self._lock:
            self._known.clear()


def _look_up(secret: str) -> Writer | None:
    key = find_key(secret)
    if key is None or "events.write" not in ROLES[key.role]:
        return None
    return Writer(key.workspace_id, f"key:{key.prefix}", key.rate)


def _look_up_hook(token: str) -> tuple[Writer, int] | None:
    webhook = webhook_of_token(token)
    return (Writer(webhook.workspace_id, f"webhook:{webhook.prefix}", None), webhook.pk) if webhook else None


def _no_key() -> Refusal:
    mend = Text(
        "用 siyu keys create write 或在控制台创建写入密钥。", "Make one by siyu keys create write, or in the console."
    )
    text = Text("写入密钥缺失或无效", "the write key is missing or not valid")
    return Refusal("key.unknown", text, where="writeKey", mend=mend, status=401)


def _no_hook() -> Refusal:
    return Refusal("webhook.unknown", Text("没有这个 Webhook 地址", "there is no webhook at this address"), status=404)


writers: Remembered[Writer] = Remembered(_look_up, _no_key)
hooks: Remembered[tuple[Writer, int]] = Remembered(_look_up_hook, _no_hook)
