"""What is wrong with a request is answered with the right status and a clear message; what is wrong with an event of a
batch becomes a dead letter, and the others are loaded."""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from siyu.accounts.keys import make_key
from siyu.accounts.models import Workspace
from siyu.connect.inbox.models import DeadLetter, Received
from tests.connect.collecting import Collect, load_all, rows

EVENT = {"userId": "u1", "event": "E"}
BOMB = gzip.compress(b" " * 50_000_000, mtime=0)


def nested(depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for _ in range(depth):
        found = {"a": found}
    return found


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        (b"x" * 10_485_760, {}, 413, "body.too_large"),
        (BOMB, {}, 413, "body.too_large"),
        (gzip.compress(b"{}", mtime=0)[:-6], {"content_encoding": "gzip"}, 400, "body.broken_packing"),
        (b"\x1f\x8bnonsense", {}, 400, "body.broken_packing"),
        (b"x", {"content_encoding": "br"}, 415, "body.encoding"),
        (b"", {}, 400, "event.unreadable"),
        (b"[1, 2", {}, 400, "event.unreadable"),
        (b"[]", {}, 400, "event.unreadable"),
        (b'{"batch": "x"}', {}, 400, "event.unreadable"),
        (b'{"batch": [{"a": NaN}]}', {}, 400, "event.unreadable"),
        (b"\xff\xfe{}", {}, 400, "event.unreadable"),
        (json.dumps({"batch": [{}] * 3_000}).encode(), {}, 400, "event.too_many"),
    ],
)
def test_a_request_that_cannot_be_read_is_refused(
    collect: Collect, body: bytes, headers: dict[str, str], status: int, code: str
) -> None:
    answered = collect("/v1/batch", body, **headers)
    told = answered.json()
    assert (answered.status, told["code"]) == (status, code)
    assert told["message"]
    assert set(told["error"]["message"]) == {"zh-CN", "en"}
    assert not Received.objects.exists()


def test_deflate_is_unpacked(collect: Collect) -> None:
    assert collect("/v1/track", zlib.compress(json.dumps(EVENT).encode()), content_encoding="deflate").status == 200


@pytest.mark.parametrize("key", [None, "nothing", "siyu_0123456789_wrong"])
def test_without_a_valid_key_nothing_is_taken(collect: Collect, key: str | None) -> None:
    answered = collect("/v1/track", EVENT, key=key)
    assert (answered.status, answered.json()["code"]) == (401, "key.unknown")


def test_a_key_that_may_not_write_is_refused(collect: Collect, workspace: Workspace) -> None:
    _, analyst = make_key(workspace, "bi", "analyst", by=None)
    assert collect("/v1/track", EVENT, key=analyst).status == 401


def test_a_basic_authorisation_that_is_none_is_no_key(collect: Collect) -> None:
    assert collect("/v1/track", EVENT, key=None, authorization="Basic ***").status == 401
    broken = base64.b64encode(b"\xff\xff").decode()
    assert collect("/v1/track", EVENT, key=None, authorization=f"Basic {broken}").status == 401


def test_only_post_is_taken(collect: Collect) -> None:
    assert collect("/v1/track", EVENT, method="PUT").status == 405


SINGLES = [
    ({"userId": "", "event": "E"}, "event.nobody"),
    ({"event": "E"}, "event.nobody"),
    ({"userId": "u" * 201, "event": "E"}, "event.bad_identifier"),
    ({"userId": "u1"}, "event.no_name"),
    ({"userId": "u1", "event": "e" * 101}, "event.bad_name"),
    ({"userId": "u1", "event": "a\u0007b"}, "event.bad_name"),
    ({"userId": "u1", "event": "E", "type": "bogus"}, "event.unknown_type"),
    ({"userId": "u1", "event": "E", "properties": [1]}, "event.bad_properties"),
    ({"userId": "u1", "event": "E", "timestamp": "yesterday"}, "event.unreadable"),
    ({"userId": "u1", "event": "E", "timestamp": "2999-01-01T00:00:00Z"}, "event.in_future"),
    ({"userId": "u1", "event": "E", "timestamp": "1950-01-01T00:00:00Z"}, "event.too_old"),
    ({"userId": "u1", "event": "E", "properties": {"x": "y" * 33_000}}, "event.too_large"),
]


@pytest.mark.parametrize(("event", "code"), SINGLES)
def test_a_single_event_is_judged_at_once(collect: Collect, event: dict[str, Any], code: str) -> None:
    answered = collect("/v1/track", event)
    assert (answered.status, answered.json()["code"]) == (400, code)


IN_BATCH = [
    *SINGLES,
    ({"userId": "u1", "event": "E", "properties": nested(300)}, "event.too_deep"),
    ({"userId": "u1", "event": "E", "properties": {f"p{n}": n for n in range(5_000 // 2)}}, "event.too_large"),
    ({"userId": "u1", "event": "E", "properties": {f"p{n}": 1 for n in range(600)}}, "event.too_many_properties"),
    ("text", "event.unreadable"),
    ({"type": "alias", "userId": "u1"}, "event.no_previous"),
    ({"type": "group", "userId": "u1"}, "event.no_group"),
]


@pytest.mark.parametrize(("event", "code"), IN_BATCH)
def test_in_a_batch_it_becomes_a_dead_letter_beside_the_good_ones(
    collect: Collect, workspace: Workspace, event: Any, code: str
) -> None:
    bad = {"type": "track", **event} if isinstance(event, dict) else event
    assert collect("/v1/batch", {"batch": [{"type": "track", **EVENT}, bad]}).status == 200
    load_all(workspace)
    assert rows(workspace, "events", "type") == [("E",)]
    letter = DeadLetter.objects.get(workspace_id=workspace.pk)
    assert (letter.code, letter.place, letter.settled_at) == (code, 1, None)


@pytest.mark.parametrize(
    "event",
    [
        b'{"type":"track","userId":"u1","event":"E","properties":{"a":"\xff\xfe"}}',
        b'{"type":"track","userId":"u1","event":"Order Completed","properties":{"order_id":"\xff"}}',
        b'{"type":"track","userId":"u1","event":"E","timestamp":"0001-01-01T00:00:00+23:59"}',
    ],
)
def test_signs_in_no_encoding_and_impossible_times_are_letters_too(
    collect: Collect, workspace: Workspace, event: bytes
) -> None:
    good = json.dumps({"type": "track", **EVENT}).encode()
    assert collect("/v1/batch", b'{"batch":[' + good + b"," + event + b"]}").status == 200
    load_all(workspace)
    assert rows(workspace, "events", "type") == [("E",)]
    assert DeadLetter.objects.get(workspace_id=workspace.pk).place == 1


def test_a_property_map_of_many_keys_is_taken_up_to_the_limit(collect: Collect, workspace: Workspace) -> None:
    collect("/v1/track", {**EVENT, "properties": {f"p{n}": 1 for n in range(500)}})
    load_all(workspace)
    assert rows(workspace, "events", "type") == [("E",)]


def test_emoji_and_signs_of_formulas_stay_as_they_are(collect: Collect, workspace: Workspace) -> None:
    collect("/v1/track", {**EVENT, "properties": {"mood": "😀", "cell": "=1+1"}})
    load_all(workspace)
    ((properties,),) = rows(workspace, "events", "properties")
    assert json.loads(properties) == {"mood": "😀", "cell": "=1+1"}


def test_a_far_past_is_kept(collect: Collect, workspace: Workspace) -> None:
    workspace.clock_stands_at = None
    workspace.save()
    at = datetime.now(UTC) - timedelta(days=3_000)
    collect("/v1/track", {**EVENT, "timestamp": at.isoformat()})
    load_all(workspace)
    assert rows(workspace, "events", "occurred_at") == [(at,)]
