"""`siyu members duplicates`: both kinds of questions, and a search at the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from siyu.accounts.models import Workspace

HEADER = "card,phone,name,生日,地址\n"
ROWS = (
    "a1,,欧阳小明,1990-05-06,武汉市珞喻路1037号\n"
    "a2,,欧阳小明,1990/5/6,武汉市珞喻路 1037 号\n"
    "b1,13800138000,王伟,1980-01-02,长沙市中山路2号\n"
    "b2,13800138000,李娜,1982-03-04,长沙市中山路2号\n"
)
MAPPING = """
kind: mapping
version: 1
imports: members
identifiers: [{kind: card, from: card}, {kind: phone, from: phone}]
columns: {name: {from: name}, attribute.生日: {from: 生日}, attribute.地址: {from: 地址}}
"""


@pytest.fixture
def base(shop: Workspace, siyu: Any, tmp_path: Path) -> Workspace:
    file, mapping = tmp_path / "members.csv", tmp_path / "members.yaml"
    others = "".join(
        f"c{n},,陈{'一二三四五六七八九十'[n]}民,19{60 + n}-0{n + 1}-11,广州市滨江路{n + 5}号\n" for n in range(9)
    )
    file.write_text(HEADER + ROWS + others, encoding="utf-8")
    mapping.write_text(MAPPING, encoding="utf-8")
    done = siyu("import", "members", str(file), "--map", str(mapping))
    assert done.returncode == 0, done.stderr
    return shop


def test_both_kinds_are_listed_in_every_format(base: Workspace, siyu: Any) -> None:
    done = siyu("members", "duplicates", "--find", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert "13 members compared: 1 probable duplicates, 1 of them new" in done.stderr
    rows = json.loads(done.stdout)
    assert [row["kind"] for row in rows] == ["conflict", "probable"]
    assert (rows[0]["identifier_kind"], rows[0]["why"]) == ("phone", "shared")
    assert (rows[1]["agree"], rows[1]["differ"], rows[1]["probability"] > 0.9) == ("name birthday address", "", True)
    assert not [value for value in ("欧阳", "1990", "13800138000") if value in done.stdout]
    done = siyu("members", "duplicates", "--format", "csv", "--kind", "probable")
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert (row["kind"], row["members"]) == ("probable", rows[1]["members"])
    done = siyu("members", "duplicates", "--kind", "conflict")
    assert "shared" in done.stdout
    assert "probable" not in done.stdout
    assert "name birthday address" in siyu("members", "duplicates").stdout
    assert siyu("members", "duplicates", "--state", "decided", "--format", "json").stdout.strip() == "[]"


def test_without_the_extra_finding_is_refused_and_listing_goes_on(
    base: Workspace, siyu: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("siyu.unify.duplicates.asking.is_installed", lambda: False)
    done = siyu("members", "duplicates", "--find", SIYU_LANG="zh-CN")
    assert done.returncode != 0
    assert "siyu[duplicates]" in done.stderr
    assert siyu("members", "duplicates").returncode == 0


def test_too_little_known_is_said(shop: Workspace, siyu: Any) -> None:
    done = siyu("members", "duplicates", "--find")
    assert done.returncode == 0
    assert "Too little is known" in done.stderr
