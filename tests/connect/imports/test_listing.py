"""The list of imports is searched, narrowed, sorted and paged, whatever comes in meanwhile."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.accounts.models import User, Workspace
from siyu.connect.imports.models import Import, Upload
from tests.conftest import MakeClient

pytestmark = pytest.mark.django_db
PATH = "/workspaces/shop/imports"


@pytest.fixture
def runs(workspace: Workspace, elsewhere: Workspace) -> list[Import]:
    """Twelve imports of the shop and one of another brand."""
    return [_run(place, number) for number, place in enumerate([*[workspace] * 12, elsewhere])]


def _run(workspace: Workspace, number: int) -> Import:
    name = f"{'lines' if number % 2 else '会员 100%'}-{number // 4}.csv"
    upload = Upload.objects.create(workspace=workspace, filename=name, bytes=1, format="csv", by="a")
    return Import.objects.create(
        workspace=workspace, upload=upload, mapping={}, by="a", rows_read=number // 3, loaded=number,
        kind="order_lines" if number % 2 else "members", state=Import.DONE if number < 8 else Import.FAILED,
    )  # fmt: skip


def every(client: Any, **asked: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        answer = client.get(PATH, limit=5, cursor=cursor, **asked).json()
        found += answer["items"]
        if not answer["next"]:
            assert answer["total"] == len(found)
            return found
        cursor = answer["next"]


@pytest.mark.parametrize("sort", ["made", "file", "kind", "state", "rows_read", "loaded"])
def test_every_order_shows_every_row_once(runs: list[Import], api: MakeClient, dora: User, sort: str) -> None:
    client = api(dora)
    field = {"made": "id", "file": "filename"}.get(sort, sort)
    up, down = every(client, sort=sort), every(client, sort=f"-{sort}")
    assert [row["id"] for row in up] == [row["id"] for row in reversed(down)]
    assert len({row["id"] for row in up}) == 12
    values = [int(row[field]) if field == "id" else row[field] for row in up]
    assert values == sorted(values)


def test_it_is_narrowed_by_kind_state_name_and_number(runs: list[Import], api: MakeClient, dora: User) -> None:
    client = api(dora)
    assert len(every(client, kind="members", state="failed")) == 2
    assert len(every(client, search="LINES-1")) == 2
    assert len(every(client, search="100%")) == 6
    assert len(every(client, search="_")) == 0
    assert [row["id"] for row in every(client, search=f"#{runs[5].pk}")] == [str(runs[5].pk)]
    assert str(runs[5].pk) in {row["id"] for row in every(client, search=str(runs[5].pk))}
    assert every(client, search=str(runs[12].pk) + "0") == []


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"kind": "nonsense"}, "import.unknown_kind"),
        ({"state": "nonsense"}, "import.state"),
        ({"sort": "mapping"}, "list.sort"),
        ({"cursor": "nonsense"}, "paging.cursor"),
        ({"cursor": "WyJhIiwgMV0", "sort": "loaded"}, "paging.cursor"),
    ],
)
def test_what_makes_no_sense_is_refused(
    runs: list[Import], api: MakeClient, dora: User, asked: dict[str, str], code: str
) -> None:
    answer = api(dora).get(PATH, **asked)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, code)
