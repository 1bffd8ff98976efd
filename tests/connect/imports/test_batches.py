"""Several files started together come in one after the other in the order of their kinds; a bad one stops no other."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from siyu.accounts.models import User
from siyu.connect.imports.jobs import carry_out_in_turn
from siyu.connect.imports.kinds import all_kinds
from siyu.connect.imports.models import Import
from siyu.connect.imports.order import ORDER, in_order
from siyu.jobs.lanes import drain
from tests.conftest import MakeClient
from tests.files import HEADER, LINES

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
ROOT = "/workspaces/shop"
MEMBERS = {"imports": "members", "columns": {}, "identifiers": [{"kind": "phone", "from": "phone"}]}
PRODUCTS = {"imports": "products", "columns": {"product_key": {"from": "product_id"}}}


def item(client: Any, kind: str, mapping: dict[str, Any], text: str) -> dict[str, Any]:
    file = SimpleUploadedFile(f"{kind}.csv", text.encode())
    upload = client.post(f"{ROOT}/uploads", files={"file": file}).json()["id"]
    return {"upload": upload, "kind": kind, "mapping": mapping}


def items_of(client: Any) -> list[dict[str, Any]]:
    return [
        item(client, "order_lines", LINES, f"{HEADER}\no1,2017-03-01 10:00:00,p1,1,2.50,7\n"),
        item(client, "members", MEMBERS, "phone,name\n13800138000,A\n"),
        item(client, "products", PRODUCTS, "product_id\np1\n"),
    ]


def test_every_kind_has_its_place() -> None:
    assert {kind.name for kind in all_kinds()} == set(ORDER)
    assert len(ORDER) == len(set(ORDER))
    assert in_order(["orders", "new", "members", "orders"], str) == ["members", "orders", "orders", "new"]


def test_they_come_in_by_their_kinds_and_the_answer_tells_of_each_in_the_order_sent(api: MakeClient, bob: User) -> None:
    client = api(bob)
    answer = client.post(f"{ROOT}/import-batches", {"items": items_of(client)})
    assert answer.status_code == 201
    told = answer.json()
    assert [one["started"]["kind"] for one in told["items"]] == ["order_lines", "members", "products"]
    drain()
    runs = Import.objects.order_by("started_at")
    assert [(run.kind, run.state, run.loaded) for run in runs] == [
        ("products", "done", 1), ("members", "done", 1), ("order_lines", "done", 1),
    ]  # fmt: skip
    listed = client.get(f"{ROOT}/imports", batch=told["id"], sort="made").json()
    assert [run["kind"] for run in listed["items"]] == ["products", "members", "order_lines"]
    assert client.get(f"{ROOT}/imports", batch=told["id"] + 1).json()["total"] == 0


def test_what_can_not_be_ordered_is_told_and_the_others_come_in(api: MakeClient, bob: User) -> None:
    client = api(bob)
    sent = [
        {"upload": "999", "kind": "members", "mapping": MEMBERS},
        item(client, "members", PRODUCTS, "name\nA\n"),
        item(client, "nonsense", MEMBERS, "phone\n13800138000\n"),
        item(client, "products", PRODUCTS, "product_id\np1\n"),
    ]
    told = client.post(f"{ROOT}/import-batches", {"items": sent}).json()["items"]
    assert [one["error"] and one["error"]["code"] for one in told] == [
        "upload.unknown", "mapping.unknown_field", "import.unknown_kind", None,
    ]  # fmt: skip
    drain()
    assert [run.kind for run in Import.objects.all()] == ["products"]


def test_one_that_fails_stops_no_other(api: MakeClient, bob: User) -> None:
    client = api(bob)
    sent = items_of(client)
    sent[2] = item(client, "products", PRODUCTS, "product_id\np1\n")
    client.post(f"{ROOT}/import-batches", {"items": sent})
    Import.objects.get(kind="products").upload.file.unlink()
    drain()
    states = dict(Import.objects.values_list("kind", "state"))
    assert states == {"products": "failed", "members": "done", "order_lines": "done"}


def test_a_job_that_runs_again_after_a_crash_goes_on_with_the_next(api: MakeClient, bob: User) -> None:
    client = api(bob)
    client.post(f"{ROOT}/import-batches", {"items": items_of(client)})
    first = Import.objects.order_by("pk")[0]
    carry_out_in_turn.call(first.pk)
    drain()
    assert set(Import.objects.values_list("state", flat=True)) == {"done"}
    assert [run.loaded for run in Import.objects.order_by("pk")] == [1, 1, 1]


def test_an_analyst_may_not_and_nothing_is_no_batch(api: MakeClient, bob: User, dora: User) -> None:
    client = api(bob)
    assert client.post(f"{ROOT}/import-batches", {"items": []}).status_code == 422
    assert api(dora).post(f"{ROOT}/import-batches", {"items": items_of(client)}).status_code == 403
