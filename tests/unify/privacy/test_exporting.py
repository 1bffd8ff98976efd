"""An export holds everything about a person and nothing of others; it expires, and both asking and fetching are audited."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import AuditEntry, User
from siyu.jobs.lanes import drain
from siyu.lib.errors import Refusal
from siyu.unify.privacy.asking import ask_export
from siyu.unify.privacy.carrying_out import carry_out_request
from siyu.unify.privacy.exporting import drop_expired, write_export
from siyu.unify.privacy.models import PrivacyRequest
from tests.conftest import MakeClient
from tests.unify.privacy.conftest import CARD, CITY, DEVICE, EMAIL, NAME, PHONE, SAID, Planted

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def parts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_everything_is_in_it_as_json_and_as_csv(planted: Planted, tmp_path: Path) -> None:
    told = write_export(planted.workspace, planted.ids[1], tmp_path / "zoe.zip")
    found = parts(tmp_path / "zoe.zip")
    everything = "\n".join(found.values())
    for needle in (PHONE, EMAIL, CARD, DEVICE, NAME, CITY, SAID):
        assert needle in everything, needle
    data: dict[str, Any] = {name: json.loads(text) for name, text in found.items() if name.endswith(".json")}
    counts = {store["name"]: store["rows"] for store in told["stores"]}
    for name, rows in counts.items():
        assert len(data[f"{name}.json"]) == rows
        lines = list(csv.DictReader(io.StringIO(found[f"{name}.csv"].removeprefix("\ufeff"))))
        assert len(lines) == rows
    assert counts["lake.orders"] == 2
    assert counts["lake.events"] == 5
    sources = {
        row["source_id"] for rows in data.values() if isinstance(rows, list) for row in rows if "source_id" in row
    }
    assert sources <= set(planted.ids)
    assert json.loads(next(row for row in data["lake.events.json"] if row["private"])["private"]) == {"comment": SAID}


def test_nobody_else_is_in_it(planted: Planted, tmp_path: Path) -> None:
    write_export(planted.workspace, 1, tmp_path / "one.zip")
    everything = "\n".join(parts(tmp_path / "one.zip").values())
    assert "会员1" in everything
    assert not [needle for needle in (PHONE, EMAIL, NAME, CITY, SAID, '会员2"') if needle in everything]


def test_it_expires(planted: Planted) -> None:
    request = carry_out_request(ask_export(command_line(planted.workspace), planted.ids[0]).pk)
    assert request.file.stat().st_mode & 0o777 == 0o600
    assert drop_expired() == 0
    assert drop_expired(datetime.now(UTC) + timedelta(days=8)) == 1
    assert not request.file.exists()


def test_it_is_fetched_on_record(planted: Planted, api: MakeClient, alice: User) -> None:
    asked = api(alice).post("/workspaces/shop/privacy-requests", {"kind": "export", "member_id": planted.ids[1]})
    assert asked.status_code == 202, asked.content
    place = f"/workspaces/shop/privacy-requests/{asked.json()['id']}"
    assert api(alice).get(f"{place}/file").json()["error"]["code"] == "privacy.no_file"
    drain()
    assert api(alice).get(place).json()["has_file"] is True
    answer = api(alice).get(f"{place}/file")
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    answer.close()
    actions = list(AuditEntry.objects.values_list("action", flat=True))
    assert {"export.asked", "export.done", "export.downloaded"} <= set(actions)
    assert PrivacyRequest.objects.get().by == "alice@shop.example"


def test_a_second_one_waits_for_the_first(planted: Planted) -> None:
    ask_export(command_line(planted.workspace), planted.ids[0])
    with pytest.raises(Refusal, match="already"):
        ask_export(command_line(planted.workspace), planted.ids[1])
