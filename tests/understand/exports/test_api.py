"""Scheduled exports by the API: made, changed, stopped, run, fetched on record; personal data by permission only."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.accounts.models import AuditEntry, Role, User
from siyu.jobs.lanes import drain
from siyu.understand.exports.managing import MOST_EXPORTS
from siyu.understand.exports.models import ExportRun
from tests.conftest import MakeClient
from tests.understand.exports.conftest import Save

pytestmark = pytest.mark.django_db(databases="__all__")
PATH = "/workspaces/shop/segment-exports"
RUNS = "/workspaces/shop/segment-export-runs"
DAILY = {"every": "day", "hour": 8}


def test_one_is_made_run_fetched_changed_and_deleted(api: MakeClient, bob: User, save: Save) -> None:
    save("cake")
    client = api(bob)
    made = client.post(PATH, {"segment": "cake", **DAILY})
    assert (made.status_code, made.json()["content"], made.json()["keep_days"]) == (201, "masked", 14)
    one = f"{PATH}/{made.json()['id']}"
    asked = client.post(f"{one}/runs")
    assert (asked.status_code, asked.json()["state"]) == (202, "queued")
    assert client.get(f"{RUNS}/{asked.json()['id']}/file").json()["error"]["code"] == "export.no_file"
    assert client.post(f"{one}/runs").json()["error"]["code"] == "export.running"
    drain()
    (run,) = client.get(f"{one}/runs").json()["items"]
    assert (run["state"], run["rows"], run["has_file"], run["by"]) == ("done", 5, True, "bob@shop.example")
    answer = client.get(f"{RUNS}/{run['id']}/file")
    assert answer["Content-Disposition"].startswith('attachment; filename="cake-')
    assert b"".join(answer.streaming_content).decode().startswith("\ufeffmember_id,")
    changed = client.put(one, {"every": "week", "hour": 0, "weekday": 7, "content": "full", "keep_days": 3})
    assert (changed.json()["weekday"], changed.json()["content"], changed.json()["last"]["id"]) == (
        7,
        "full",
        run["id"],
    )
    assert client.post(f"{one}/stops").json()["stopped_at"]
    assert client.post(f"{one}/resumptions").json()["stopped_at"] is None
    assert [row["id"] for row in client.get(PATH, segment="cake").json()["items"]] == [made.json()["id"]]
    assert client.get(PATH, segment="tea").json()["total"] == 0
    assert client.get(one).json()["every"] == "week"
    assert client.delete(one).status_code == 204
    assert client.get(one).json()["error"]["code"] == "export.unknown"
    told = AuditEntry.objects.filter(object_id="cake", action__startswith="segment_export.").order_by("pk")
    assert [action.partition(".")[2] for action in told.values_list("action", flat=True)] == [
        "made", "asked", "written", "downloaded", "changed", "stopped", "resumed", "deleted",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"segment": "caek", **DAILY}, "name"),
        ({"segment": "cake", "every": "day"}, "hour"),
        ({"segment": "cake", "every": "year", "hour": 8}, "every"),
        ({"segment": "cake", **DAILY, "keep_days": 91}, "keep_days"),
        ({"segment": "cake", **DAILY, "typo": 1}, "typo"),
    ],
)
def test_what_makes_no_sense_is_refused(api: MakeClient, alice: User, save: Save, body: Any, where: str) -> None:
    save("cake")
    answer = api(alice).post(PATH, body)
    assert answer.status_code in (404, 422)
    assert answer.json()["error"]["where"] == where


def test_a_segment_has_only_so_many(api: MakeClient, alice: User, save: Save) -> None:
    save("cake")
    answers = [api(alice).post(PATH, {"segment": "cake", **DAILY}).status_code for _ in range(MOST_EXPORTS + 1)]
    assert answers == [201] * MOST_EXPORTS + [409]


def test_an_analyst_sees_the_history_and_fetches_nothing(api: MakeClient, alice: User, dora: User, save: Save) -> None:
    save("cake")
    made = api(alice).post(PATH, {"segment": "cake", **DAILY, "content": "full"}).json()
    run = api(alice).post(f"{PATH}/{made['id']}/runs").json()
    drain()
    assert api(dora).get(f"{PATH}/{made['id']}/runs").json()["total"] == 1
    assert api(dora).get(f"{RUNS}/{run['id']}/file").status_code == 403
    assert api(dora).post(PATH, {"segment": "cake", **DAILY}).status_code == 403


def test_a_full_file_takes_the_permission_to_reveal(
    api: MakeClient, alice: User, bob: User, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    save("cake")
    made = api(alice).post(PATH, {"segment": "cake", **DAILY, "content": "full"}).json()
    run = api(alice).post(f"{PATH}/{made['id']}/runs").json()
    drain()
    assert ExportRun.objects.get(pk=run["id"]).state == "done"
    kept = Role.permissions.fget(Role(role="operator")) - {"members.reveal"}  # type: ignore[attr-defined]
    monkeypatch.setattr(Role, "permissions", property(lambda _: kept))
    assert api(bob).get(f"{RUNS}/{run['id']}/file").json()["error"]["where"] == "content"
    assert api(bob).post(PATH, {"segment": "cake", **DAILY, "content": "full"}).status_code == 403
    assert api(bob).post(PATH, {"segment": "cake", **DAILY}).status_code == 201
