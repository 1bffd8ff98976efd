"""The doctor finds what is broken and says how to mend it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django_tasks_db.models import DBTaskResult

from siyu.accounts.models import AuditEntry, Workspace
from siyu.cli.doctor import machine
from siyu.engine.spark import session
from siyu.jobs.jobs import forget_finished_jobs
from siyu.jobs.models import Worker
from siyu.lib.text import Text
from tests.cli.conftest import Run
from tests.migrated import plant


@pytest.fixture(autouse=True)
def secret(home: Path) -> Path:
    key = home / "secret_key"
    key.write_text("secret")
    key.chmod(0o600)
    return key


def test_a_fresh_home_is_well_but_for_what_was_not_done(siyu: Run, shop: Workspace) -> None:
    found = _findings(siyu)
    assert {found[name]["state"] for name in ("Database", "Secret key", "Disk space", "Home", "Clock")} == {"ok"}
    assert found["Worker"]["state"] == found["Lake of shop"]["state"] == "note"


def test_a_key_that_others_can_read(siyu: Run, secret: Path) -> None:
    secret.chmod(0o644)
    found = _findings(siyu)["Secret key"]
    assert found["state"] == "bad"
    assert found["mend"].startswith("Run: chmod 600")


@pytest.mark.parametrize(
    ("engine", "missing", "state", "detail"),
    [
        ("spark://local[2]", None, "ok", "Spark, local[2]"),
        ("spark://127.0.0.1:1", None, "bad", "spark://127.0.0.1:1 does not answer"),
        ("spark://local[2]", Text("", "there is no Java"), "bad", "there is no Java"),
        ("postgres://x", None, "bad", "SIYU_ENGINE can't be read: postgres://x"),
    ],
)
def test_an_engine_that_is_not_there(engine: str, missing: Text | None, state: str, detail: str) -> None:
    with patch.object(session, "what_is_missing", return_value=missing):
        found = machine.check_engine(engine)
    assert (found.state, found.detail.en) == (state, detail)
    assert (found.mend is None) == (state == "ok")


def test_a_disk_that_is_nearly_full(siyu: Run) -> None:
    with patch.object(machine, "TOO_LITTLE_DISK", 2**60):
        assert _findings(siyu)["Disk space"]["state"] == "bad"


def test_a_clock_that_was_set_back(siyu: Run, shop: Workspace) -> None:
    later = datetime.now(UTC) + timedelta(days=1)
    AuditEntry.objects.bulk_create([AuditEntry(workspace=shop, action="x", object_type="x", object_id="x")])
    with closing(_cursor()) as cursor:
        cursor.execute("UPDATE accounts_auditentry SET at = %s", [later])
    assert _findings(siyu)["Clock"]["state"] == "bad"


def test_jobs_that_wait_for_a_worker_that_is_not_there(siyu: Run) -> None:
    forget_finished_jobs.enqueue()
    assert _findings(siyu)["Worker"]["state"] == "bad"
    assert DBTaskResult.objects.count() == 1


def test_a_worker_that_beats(siyu: Run) -> None:
    Worker.objects.create(name="w", host="elsewhere", pid=1, seen_at=datetime.now(UTC))
    assert _findings(siyu)["Worker"]["state"] == "ok"


def test_a_lake_that_lost_its_files(siyu: Run, shop: Workspace, tmp_path: Path) -> None:
    orders = tmp_path / "orders.csv"
    orders.write_text("phone,order_id,order_time,amount\n13800138000,o1,2026-01-02 10:00:00,12.50\n")
    assert siyu("import", "orders", str(orders)).returncode == 0
    assert _findings(siyu)["Lake of shop"]["state"] == "ok"
    for file in (shop.lake_path / "orders").rglob("*.parquet"):
        file.unlink()
    assert _findings(siyu)["Lake of shop"]["state"] == "bad"


def test_it_speaks_chinese_and_ends_with_a_summary(siyu: Run) -> None:
    shown = siyu("--lang", "zh", "doctor", "--port", "1")
    assert "磁盘空间" in shown.stdout
    assert shown.stdout.rstrip().endswith("。")


def test_a_home_that_is_not_there_is_not_made_by_looking(process: Run, tmp_path: Path) -> None:
    done = process("doctor")
    assert done.returncode == 1
    assert "siyu up" in done.stdout
    assert not (tmp_path / "home").exists()


def test_databases_that_are_missing_newer_or_broken(process: Run, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    assert _findings(process)["Database"]["state"] == "bad"
    assert "siyu up" in process("users", "list").stderr

    plant(home)
    assert _findings(process)["Database"]["state"] == "ok"
    with closing(sqlite3.connect(home / "siyu.sqlite3")) as database, database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('accounts', '9999_later', '2030-01-01')"
        )
    found = _findings(process)["Database"]
    assert found["state"] == "bad"
    assert "accounts.9999_later" in found["detail"]
    assert process("users", "list").returncode == 2

    for file in home.glob("siyu.sqlite3*"):
        file.unlink()
    (home / "siyu.sqlite3").write_bytes(b"nothing of the kind" * 100)
    assert _findings(process)["Database"]["state"] == "bad"


def _findings(siyu: Run) -> dict[str, dict[str, Any]]:
    done = siyu("doctor", "--format", "json")
    assert "Traceback" not in done.stderr
    found = {one["check"]: one for one in json.loads(done.stdout)}
    assert done.returncode == (1 if any(one["state"] == "bad" for one in found.values()) else 0)
    assert all(one["mend"] for one in found.values() if one["state"] == "bad")
    return found


def _cursor() -> Any:
    from django.db import connection

    return connection.cursor()
