"""Too fast, too much, from anywhere: each is answered so that a client knows when to come back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from siyu.accounts.keys import make_key
from siyu.accounts.models import User, Workspace
from siyu.connect.collection import keeping
from siyu.connect.collection import rates as rates_module
from siyu.connect.inbox.committing import NotKeptError
from siyu.connect.inbox.limits import Gate
from siyu.connect.inbox.models import Received
from tests.conftest import MakeClient
from tests.connect.collecting import Collect, load_all

EVENT = {"userId": "u", "event": "E"}


def batch(events: int) -> dict[str, Any]:
    return {"batch": [{"type": "track", **EVENT}] * events}


def test_a_key_above_its_rate_is_told_when_to_come_back(collect: Collect, workspace: Workspace) -> None:
    _, key = make_key(workspace, "slow", "write", by=None, rate=10)
    assert collect("/v1/batch", batch(20), key=key).status == 200
    answered = collect("/v1/batch", batch(10), key=key)
    assert (answered.status, answered.json()["code"]) == (429, "rate.exceeded")
    assert 1 <= int(answered.headers["retry-after"]) <= 3
    assert Received.objects.count() == 1


def test_the_console_is_told_of_rate_and_refusals(
    collect: Collect, workspace: Workspace, bob: User, api: MakeClient
) -> None:
    _, key = make_key(workspace, "slow", "write", by=None, rate=10)
    before = api(bob).get("/workspaces/shop/inbox").json()
    collect("/v1/batch", batch(20), key=key)
    collect("/v1/batch", batch(7), key=key)
    told = api(bob).get("/workspaces/shop/inbox").json()
    assert (told["waiting"], told["waiting_events"], told["events_a_second"]) == (1, 20, 0)
    assert told["refused"]["too_fast"] - before["refused"]["too_fast"] == 7
    load_all(workspace)
    told = api(bob).get("/workspaces/shop/inbox").json()
    assert (told["waiting"], told["events_a_second"]) == (0, 20 / 60)


def test_a_batch_larger_than_the_bucket_passes_once(collect: Collect, workspace: Workspace) -> None:
    _, key = make_key(workspace, "slow", "write", by=None, rate=10)
    assert collect("/v1/batch", batch(100), key=key).status == 200
    assert collect("/v1/batch", batch(1), key=key).status == 429


def test_one_keys_rate_is_not_anothers(collect: Collect, workspace: Workspace) -> None:
    _, key = make_key(workspace, "slow", "write", by=None, rate=1)
    collect("/v1/batch", batch(2), key=key)
    assert collect("/v1/batch", batch(1), key=key).status == 429
    assert collect("/v1/batch", batch(100)).status == 200


@pytest.mark.parametrize(
    ("setting", "value"),
    [("SIYU_INBOX_MOST_ROWS", 0), ("SIYU_INBOX_MOST_SECONDS", 5), ("SIYU_INBOX_LEAST_DISK", 10**18)],
)
def test_a_full_inbox_sends_clients_away_for_a_while(
    collect: Collect, settings: Any, monkeypatch: pytest.MonkeyPatch, setting: str, value: int
) -> None:
    assert collect("/v1/track", EVENT).status == 200
    Received.objects.update(received_at=datetime.now(UTC) - timedelta(seconds=10))
    setattr(settings, setting, value)
    monkeypatch.setattr(keeping, "gate", Gate())
    answered = collect("/v1/track", EVENT)
    assert (answered.status, answered.json()["code"], answered.headers["retry-after"]) == (503, "inbox.full", "5")
    assert Received.objects.count() == 1


def test_a_commit_that_fails_is_no_acknowledgement(collect: Collect, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def keep(self, row: object) -> None:
            raise NotKeptError("the disk {is} broken")

    monkeypatch.setattr(keeping, "committer", Broken())
    answered = collect("/v1/track", EVENT)
    assert (answered.status, answered.headers["retry-after"]) == (503, "5")


def test_an_unexpected_failure_asks_to_come_back(collect: Collect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "committer", None)
    answered = collect("/v1/track", EVENT)
    assert (answered.status, answered.json()["code"], answered.headers["retry-after"]) == (500, "internal", "5")


def test_every_origin_may_send(collect: Collect) -> None:
    preflight = collect("/v1/t", method="OPTIONS", key=None)
    assert (preflight.status, preflight.headers["access-control-allow-origin"]) == (204, "*")
    assert "AnonymousId" in preflight.headers["access-control-allow-headers"]
    assert collect("/v1/t", EVENT).headers["access-control-allow-origin"] == "*"
    assert "set-cookie" not in collect("/v1/t", EVENT).headers


def test_a_revoked_key_is_refused_within_seconds(collect: Collect, workspace: Workspace, write_key: str) -> None:
    from siyu.accounts.models import ApiKey
    from siyu.connect.collection.writers import writers

    assert collect("/v1/track", EVENT).status == 200
    ApiKey.objects.update(revoked_at=datetime.now(UTC))
    assert collect("/v1/track", EVENT).status == 200, "it is remembered for a few seconds"
    writers.forget()
    assert collect("/v1/track", EVENT).status == 401


def test_what_was_loaded_is_forgotten_after_some_days(collect: Collect, workspace: Workspace) -> None:
    from siyu.connect.inbox.jobs import forget_received
    from tests.connect.collecting import load_all

    collect("/v1/track", EVENT)
    load_all(workspace)
    assert forget_received.func() == 0
    Received.objects.update(loaded_at=datetime.now(UTC) - timedelta(days=4))
    collect("/v1/track", EVENT)
    assert forget_received.func() == 1
    assert Received.objects.count() == 1


def test_buckets_used_longest_ago_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates_module, "MOST_BUCKETS", 2)
    buckets = rates_module.Rates()
    for source in ("a", "b", "a", "c"):
        buckets.take(source, 1 if source == "a" else 2, 1)
    with pytest.raises(rates_module.TooFast):
        buckets.take("a", 1, 1)
    buckets.take("b", 2, 1)
