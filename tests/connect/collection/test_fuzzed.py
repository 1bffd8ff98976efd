"""Decoders take any bytes: they give events or a refusal, and nothing else."""

from __future__ import annotations

import base64
import gzip
import json
import os
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

from hypothesis import example, given, settings
from hypothesis import strategies as st

from siyu.connect.collection import segment, sensors
from siyu.connect.collection.bodies import gunzip, unpacked
from siyu.connect.collection.personal import part
from siyu.connect.webhooks.paths import as_text, find
from siyu.connect.webhooks.rows import decode
from siyu.lib.errors import Refusal

NOW = datetime(2026, 1, 1, tzinfo=UTC)
EFFORT = int(os.environ.get("SIYU_EXAMPLES", "60"))
effort = settings(max_examples=EFFORT, database=None)

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40) | st.datetimes().map(str)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4)
)
NAMES = [
    "type", "userId", "anonymousId", "event", "properties", "traits", "context", "timestamp", "messageId", "batch",
    "sentAt", "previousId", "groupId", "name", "distinct_id", "time", "identities", "original_id", "order_id", "products",
]  # fmt: skip
WORDS = ["track", "identify", "page", "group", "alias", "profile_set", "profile_append", "track_signup", "u1"]
objects = st.dictionaries(st.sampled_from(NAMES), values | st.sampled_from(WORDS), max_size=8)


@st.composite
def nearly_json(draw: st.DrawFn) -> bytes:
    """JSON of likely events, now and then with a few bytes of it changed."""
    raw = bytearray(json.dumps(draw(objects | st.lists(objects, max_size=3))).encode())
    for _ in range(draw(st.integers(0, 3))):
        if raw:
            raw[draw(st.integers(0, len(raw) - 1))] = draw(st.integers(0, 255))
    return bytes(raw)


def only_refused(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except Refusal as refusal:
        assert refusal.text.zh
        assert refusal.text.en
        assert refusal.as_dict()
        return None


@effort
@given(nearly_json() | st.binary(max_size=300))
@example(b"[" * 5_000)
@example(b'{"properties":' * 2_000)
@example(b'{"timestamp": "0001-01-01T00:00:00+23:59"}')
def test_segments_events(raw: bytes) -> None:
    for opening in (segment.open_batch, segment.open_single):
        found = only_refused(lambda opening=opening: opening(raw))
        for event in found[0].events if found else []:
            work = partial(segment.understand, event, "track", found[0].sent_at, NOW, "x")
            only_refused(work)
    message = only_refused(lambda: segment.understand(raw, "track", None, NOW, "x"))
    if message is not None:
        only_refused(lambda: part(message.properties))


@effort
@given(nearly_json() | st.binary(max_size=300), st.booleans())
def test_sensors_forms(raw: bytes, packed: bool) -> None:
    data = base64.b64encode(gzip.compress(raw) if packed else raw)
    found = only_refused(lambda: sensors.open_form(urlencode({"data": data}).encode(), 10_000))
    for event in found.events if found else []:
        only_refused(lambda event=event: sensors.understand(event, NOW, 0))
    only_refused(lambda: sensors.open_form(raw, 10_000))
    sensors.token_in(raw)


@effort
@given(st.binary(max_size=500), st.sampled_from(["", "gzip", "deflate", "identity", "br", "x"]))
def test_packed_bodies(raw: bytes, encoding: str) -> None:
    for body in (raw, gzip.compress(raw), zlib.compress(raw), gzip.compress(raw)[:-3]):
        only_refused(lambda body=body: unpacked(body, encoding, 1_000))
        only_refused(lambda body=body: gunzip(body, 1_000))


@effort
@given(values, st.lists(st.sampled_from([*NAMES, "0", "1", "$", "99999999999999999999"]), min_size=1, max_size=5))
def test_paths_of_webhooks(value: Any, steps: list[str]) -> None:
    found = find(".".join(steps), value, value)
    told = as_text(found)
    assert told is None or isinstance(told, str)


@effort
@given(nearly_json() | st.binary(max_size=300))
def test_bodies_of_webhooks(raw: bytes) -> None:
    only_refused(lambda: decode(raw))
