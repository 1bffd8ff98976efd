"""Batches: made at once whatever their size, changed within limits, voided for good, exported on record."""

from __future__ import annotations

from itertools import islice
from typing import Any

import pytest

from siyu.accounts.models import AuditEntry, User, Workspace
from siyu.connect.codes.keys import key_of
from siyu.connect.codes.models import Code, CodeBatch
from siyu.connect.codes.serials import MOST, number_of, read_serial
from tests.conftest import MakeClient
from tests.connect.codes.conftest import BATCHES, make, serial


def test_a_million_codes_are_one_row(batch: CodeBatch) -> None:
    assert not Code.objects.exists()
    assert serial(batch, 1) != serial(batch, MOST)
    assert number_of(serial(batch, MOST), key_of(batch)) == MOST
    assert key_of(batch) not in bytes(batch.key)
    entry = AuditEntry.objects.get(action="code_batch.made")
    assert entry.change == {"type": "pack", "count": MOST}


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"type": "balloon"}, "type"), ({"landing": "javascript:alert(1)"}, "landing"),
        ({"landing": "https://user@x.example/"}, "landing"), ({"landing": "//x.example"}, "landing"),
        ({"landing": 'https://x.example/"><b>'}, "landing"), ({"name": "  "}, "name"), ({"stands_for": "a\x07"}, "stands_for"),
        ({"valid_from_on": "2020-01-02", "valid_until_on": "2020-01-01"}, "valid_until_on"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(
    workspace: Workspace, bob: User, api: MakeClient, change: dict[str, Any], where: str
) -> None:
    answer = api(bob).post(BATCHES, {"name": "x", "type": "pack", "count": 5, **change})
    assert (answer.status_code, answer.json()["error"]["where"]) == (422, where)
    for wrong in ({"count": 0}, {"count": MOST + 1}, {"uses": 0}, {"colour": "red"}):
        assert api(bob).post(BATCHES, {"name": "x", "type": "pack", "count": 5, **wrong}).status_code == 422
    assert not CodeBatch.objects.exists()


def test_it_grows_but_never_shrinks(batch: CodeBatch, bob: User, api: MakeClient) -> None:
    small = make(api(bob), name="Few", type="poster", count=3, uses=100)
    kept = serial(small, 3)
    path = f"{BATCHES}/{small.pk}"
    assert api(bob).patch(path, {"count": 5, "landing": "https://x.example/{serial}"}).json()["count"] == 5
    small.refresh_from_db()
    assert serial(small, 3) == kept
    assert api(bob).patch(path, {"count": 4}).json()["error"]["code"] == "code_batch.fewer"
    assert api(bob).patch(path, {"name": "Spring packs"}).json()["error"]["code"] == "code_batch.name_taken"
    until = {"valid_until_on": "2030-01-01"}
    assert api(bob).patch(path, until).json()["valid_until_on"] == "2030-01-01"
    assert api(bob).patch(path, {"valid_until_on": None, "name": None}).json()["valid_until_on"] is None


def test_it_is_voided_once_and_for_good(batch: CodeBatch, bob: User, dora: User, api: MakeClient) -> None:
    path = f"{BATCHES}/{batch.pk}/voids"
    assert api(dora).post(path, {"reason": "stolen"}).status_code == 403
    assert api(bob).post(path, {"reason": "a roll was stolen"}).json()["void_reason"] == "a roll was stolen"
    assert api(bob).post(path, {"reason": "again"}).status_code == 409
    assert AuditEntry.objects.filter(action="code_batch.voided").count() == 1


def test_they_are_listed_and_found(batch: CodeBatch, bob: User, dora: User, api: MakeClient) -> None:
    other = make(api(bob), name="Posters", type="poster", count=1, stands_for="spring")
    listed = api(dora).get(BATCHES, limit=1).json()
    assert ([one["id"] for one in listed["items"]], listed["total"]) == ([other.pk], 2)
    assert [one["id"] for one in api(dora).get(BATCHES, cursor=listed["next"]).json()["items"]] == [batch.pk]
    for words in ("packs", "690123", batch.tag.lower()):
        assert [one["id"] for one in api(dora).get(BATCHES, search=words).json()["items"]] == [batch.pk]
    assert api(dora).get(BATCHES, type="poster").json()["total"] == 1
    assert len(api(dora).get("/workspaces/shop/code-types").json()) == 7


def test_the_serials_of_a_range_are_exported_on_record(
    batch: CodeBatch, bob: User, dora: User, api: MakeClient
) -> None:
    path = f"{BATCHES}/{batch.pk}/serials.csv"
    assert api(dora).get(path).status_code == 403
    answer = api(bob).get(path, first=7, last=9)
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "number,serial,address"
    rows = [line.split(",") for line in lines[1:]]
    assert [(int(number), number_of(read_serial(code) or "", key_of(batch))) for number, code, _ in rows] == [
        (7, 7), (8, 8), (9, 9),
    ]  # fmt: skip
    assert rows[0][2] == f"http://testserver/c/{serial(batch, 7)}"
    assert AuditEntry.objects.get(action="code_batch.exported").change == {"first": 7, "last": 9}
    assert api(bob).get(path, first=9, last=7).status_code == 422
    # All million of them begin to flow at once, a thousand lines at a time.
    begun = list(islice(api(bob).get(path).streaming_content, 2))
    assert sum(part.count(b"\n") for part in begun) == 2_000


def test_another_brand_knows_none_of_it(batch: CodeBatch, charlie: User, api: MakeClient) -> None:
    there = "/workspaces/elsewhere"
    assert api(charlie).get(f"{there}/code-batches").json()["total"] == 0
    for part in ("", "/scans", "/claims", "/serials.csv", "/prints", "/code.svg"):
        assert api(charlie).get(f"{there}/code-batches/{batch.pk}{part}").status_code == 404
    assert api(charlie).get(f"{there}/codes/{serial(batch)}").json()["error"]["code"] == "code.unknown"
    claim = {"serial": serial(batch), "identifiers": {"phone": "13912345678"}}
    assert api(charlie).post(f"{there}/codes/claims", claim).status_code == 404
