"""A message that is sent again changes nothing for a week, however it comes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from siyu.accounts.models import Workspace
from siyu.connect.inbox import message_ids
from siyu.connect.inbox.models import Batch
from tests.connect.collecting import Collect, load_all, rows

EVENT = {"type": "track", "userId": "u1", "event": "E", "messageId": "m1"}
OTHER = {**EVENT, "messageId": "m2"}


def keys(workspace: Workspace) -> list[str]:
    load_all(workspace)
    return [key.partition("@")[0] for (key,) in rows(workspace, "events", "key")]


def test_within_one_request(collect: Collect, workspace: Workspace) -> None:
    collect("/v1/batch", {"batch": [EVENT, OTHER, EVENT]})
    assert keys(workspace) == ["m1", "m2"]


def test_in_another_request_of_the_batch(collect: Collect, workspace: Workspace) -> None:
    collect("/v1/batch", {"batch": [EVENT]})
    collect("/v1/batch", {"batch": [OTHER, EVENT]})
    assert keys(workspace) == ["m1", "m2"]


def test_in_another_batch_even_with_other_content(collect: Collect, workspace: Workspace) -> None:
    collect("/v1/batch", {"batch": [EVENT]})
    load_all(workspace)
    collect("/v1/batch", {"batch": [{**EVENT, "event": "F", "timestamp": "2017-01-01T00:00:00Z"}, OTHER]})
    load_all(workspace)
    assert keys(workspace) == ["m1", "m2"]
    assert rows(workspace, "events", "type") == [("E",), ("E",)]


@pytest.mark.parametrize(("days", "count"), [(6, 1), (7, 1), (9, 2)])
def test_for_a_week_and_then_no_longer(
    collect: Collect, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, days: int, count: int
) -> None:
    collect("/v1/batch", {"batch": [EVENT]})
    load_all(workspace)
    later = _days_later(days)
    monkeypatch.setattr(message_ids, "claim", later)
    collect("/v1/batch", {"batch": [EVENT]})
    load_all(workspace)
    assert len(rows(workspace, "events", "load_no")) == count


def _days_later(days: int):
    claim = message_ids.claim

    def later(workspace_id: int, batch: int, day: date, digests: list[bytes]) -> set[bytes]:
        return claim(workspace_id, batch, day + timedelta(days=days), digests)

    return later


def test_another_brand_may_use_the_same_ids(workspace: Workspace) -> None:
    digest = message_ids.digest_of("m1")
    today = date(2026, 1, 1)
    assert message_ids.claim(1, 1, today, [digest]) == set()
    assert message_ids.claim(2, 1, today, [digest]) == set()
    assert message_ids.claim(1, 1, today, [digest]) == set()
    assert message_ids.claim(1, 2, today, [digest]) == {digest}


def test_old_days_are_dropped_whole(workspace: Workspace) -> None:
    digest = message_ids.digest_of("m1")
    message_ids.claim(1, 1, date(2026, 1, 1), [digest])
    assert message_ids.forget_old() == 1
    assert message_ids.claim(1, 2, date(2026, 1, 2), [digest]) == set()


def test_batches_are_numbered_one_after_another(collect: Collect, workspace: Workspace) -> None:
    for number in range(3):
        collect("/v1/track", {**EVENT, "messageId": f"n{number}"})
        load_all(workspace)
    assert list(Batch.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
    assert not Batch.objects.filter(done_at=None).exists()
