"""A backup is restored as it was, but for whoever was erased since: they are erased again, and their number stays taken."""

from __future__ import annotations

import csv
import io
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.migrated import plant
from tests.unify.privacy.decoding import raw_files_with

ORDERS = """phone,order_id,order_time,amount
13912345678,zoe-1,2026-01-02 10:00:00,12.50
13800138001,o2,2026-01-03 10:00:00,99.00
13800138002,o3,2026-02-03 10:00:00,1.00
"""
LATE = ORDERS.replace("138001380", "137001370").replace("o2", "p2").replace("o3", "p3")
MEMBERS = "phone,name\n13912345678,Zoe Quarkstein\n13800138001,Yan\n"
PHONE = "13912345678"


@pytest.fixture
def begun(process: Run, tmp_path: Path) -> Path:
    """A home with three members and their orders, of which a backup was made; then two more came, and two were erased."""
    home, backup = tmp_path / "home", tmp_path / "backup"
    plant(home)
    for name, text in {
        "orders.csv": ORDERS,
        "members.csv": MEMBERS,
        "late.csv": LATE,
    }.items():
        (tmp_path / name).write_text(text)
    ok(process("workspaces", "add", "shop", "--currency", "USD", "--owner", "alice@shop.example"))
    ok(process("import", "orders", "orders.csv"))
    ok(process("import", "members", "members.csv"))
    ok(process("backup", str(backup)))
    ok(process("import", "orders", "late.csv"))
    return home


def ok(done: Any) -> Any:
    assert done.returncode == 0, done.stderr
    return done


def asked(process: Run, sql: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(ok(process("sql", sql, "--format", "csv")).stdout)))[1:]


def rows(home: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(home / "siyu.sqlite3")) as connection:
        return connection.execute(sql).fetchall()


def member_of(home: Path, phone: str) -> int:
    found = rows(home, f"SELECT source_id FROM unify_members_identifier WHERE value = '+86{phone}'")
    return int(found[0][0])


def test_who_was_erased_stays_erased(begun: Path, process: Run, tmp_path: Path) -> None:
    zoe, late = member_of(begun, PHONE), member_of(begun, "13700137001")
    assert raw_files_with(tmp_path / "backup", PHONE) == {"default.sqlite3"}
    for number in (zoe, late):
        ok(process("members", "erase", str(number), "--yes", "--at-once"))
    assert raw_files_with(begun, PHONE) == set()
    given = rows(begun, "SELECT next_member_id FROM accounts_workspace")[0][0]
    restored = ok(process("restore", str(tmp_path / "backup"), "--replace"))
    assert "1 people were erased again" in restored.stdout
    assert raw_files_with(begun, PHONE) == set()
    assert rows(begun, f"SELECT name, erased_at IS NULL FROM unify_members_member WHERE member_id = {zoe}") == [("", 0)]
    assert rows(begun, "SELECT name FROM unify_members_member WHERE name <> ''") == [("Yan",)]
    assert rows(begun, "SELECT next_member_id FROM accounts_workspace")[0][0] == given, "a number is never given again"
    told = asked(process, "select key, sales_minor, source_id is null from orders order by key")
    assert told == [["o2", "9900", "False"], ["o3", "100", "False"], ["zoe-1", "1250", "True"]]
    ok(process("import", "orders", "late.csv"))
    assert member_of(begun, "13700137001") >= given


@pytest.mark.slow
def test_a_home_is_moved_with_its_keys_and_its_log(begun: Path, process: Run, tmp_path: Path) -> None:
    ok(process("members", "erase", str(member_of(begun, PHONE)), "--yes", "--at-once"))
    ok(process("backup", str(tmp_path / "later")))
    other, backup = tmp_path / "other", str(tmp_path / "later")
    refused = process("--home", str(other), "restore", backup)
    assert "raw_key" in refused.stderr
    for key in ("raw_key", "erasure_key"):
        shutil.copy(begun / key, other / key)
    refused = process("--home", str(other), "restore", backup)
    assert "erasures.log" in refused.stderr
    shutil.copy(begun / "erasures.log", other)
    assert "0 people" in ok(process("--home", str(other), "restore", backup)).stdout
    assert rows(other, "SELECT name FROM unify_members_member WHERE name <> ''") == [("Yan",)]
    names = {path.name for path in (tmp_path / "later").iterdir()}
    assert not names & {"raw_key", "secret_key", "erasure_key", "erasures.log"}


@pytest.mark.slow
def test_it_is_refused_before_anything_is_changed(begun: Path, process: Run, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    assert "--replace" in process("restore", str(backup)).stderr
    assert "not empty" in process("backup", str(backup)).stderr
    assert "no whole backup" in process("restore", str(tmp_path), "--replace").stderr
    with (backup / "default.sqlite3").open("r+b") as file:
        file.truncate(100)
    assert "no whole backup" in process("restore", str(backup), "--replace").stderr
    assert len(asked(process, "select key from orders")) == 5


@pytest.mark.slow
def test_a_restore_that_was_cut_off_keeps_everybody_out(begun: Path, process: Run, tmp_path: Path) -> None:
    (begun / "restoring").touch()
    assert "cut off" in process("sql", "select 1").stderr
    ok(process("restore", str(tmp_path / "backup"), "--replace"))
    assert len(asked(process, "select key from orders")) == 3
