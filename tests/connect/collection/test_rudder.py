"""RudderStack's variant: headers of its own, packed JSON under a wrong label, larger requests."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta

from siyu.accounts.models import Workspace
from tests.connect.collecting import Collect, load_all, rows

EVENT = {"type": "track", "userId": "u1", "event": "E"}


def test_packed_json_labelled_as_a_form_is_read(collect: Collect, workspace: Workspace) -> None:
    packed = gzip.compress(json.dumps({"batch": [EVENT]}).encode())
    form = "application/x-www-form-urlencoded"
    assert collect("/v1/batch", packed, content_type=form, anonymousid="YTE=").status == 200
    assert collect("/v1/batch", packed, content_encoding="gzip").status == 200
    load_all(workspace)
    assert len(rows(workspace, "events", "key")) == 2


def test_the_header_tells_the_clients_clock(collect: Collect, workspace: Workspace) -> None:
    workspace.clock_stands_at = None
    workspace.save()
    now = datetime.now(UTC)
    wrong = now - timedelta(days=3)
    event = {**EVENT, "originalTimestamp": wrong.isoformat()}
    collect("/v1/batch", {"batch": [event]}, sentat=wrong.isoformat())
    load_all(workspace)
    ((at,),) = rows(workspace, "events", "occurred_at")
    assert abs(at - now) < timedelta(minutes=5)


def test_its_requests_may_be_larger(collect: Collect) -> None:
    batch = {"batch": [{**EVENT, "properties": {"text": "x" * 900}}] * 1000}
    assert collect("/v1/batch", batch).status == 413
    assert collect("/v1/batch", batch, anonymousid="YTE=").status == 200


def test_its_source_is_enabled(collect: Collect) -> None:
    told = collect("/sourceConfig/?p=web&v=1", method="GET").json()
    assert (told["source"]["enabled"], told["source"]["destinations"]) == (True, [])
    assert collect("/sourceConfig/", method="GET", key=None).status == 401
