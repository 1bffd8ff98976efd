"""`siyu generate people` and `siyu link`: anyone's rows, whoever made them."""

from __future__ import annotations

import ast
import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from siyu.cli.generate.people import COLUMNS, generate_people
from siyu.cli.linking import _recognised
from siyu.unify.members.link_rows import link_rows
from tests.oracle.pairs import agreement, apart


@pytest.fixture
def people() -> tuple[Any, Any]:
    return generate_people(1_500, seed=7)


def test_the_same_seed_makes_the_same_people(people: tuple[Any, Any]) -> None:
    rows, truth = generate_people(1_500, seed=7)
    assert rows.equals(people[0])
    assert truth.equals(people[1])
    assert not generate_people(1_500, seed=8)[0].equals(rows)


def test_the_generator_knows_nothing_of_linking() -> None:
    folder = Path(__file__).parents[2] / "src/siyu/cli/generate"
    names = [
        (node.module or "") if isinstance(node, ast.ImportFrom) else alias.name
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    ]
    assert names
    assert not [name for name in names if "unify" in name or "analytics" in name]


def test_linking_finds_the_people_and_never_joins_two(people: tuple[Any, Any]) -> None:
    rows, truth = people
    found = link_rows(rows, {column: column for column in COLUMNS})
    precision, recall = agreement(apart(found.person), truth["person"].to_numpy())
    assert precision == 1.0
    assert recall >= 0.99
    assert found.held_back()["shared"] > 0


def test_the_order_of_rows_changes_nothing(people: tuple[Any, Any]) -> None:
    rows, _ = people
    columns = {column: column for column in COLUMNS}
    order = np.random.default_rng(3).permutation(len(rows))
    shuffled = link_rows(rows.take(order), columns).person
    assert agreement(apart(shuffled), apart(link_rows(rows, columns).person[order])) == (1.0, 1.0)


def test_the_command_writes_people_and_masked_reasons(tmp_path: Path, siyu: Callable[..., Any]) -> None:
    file = tmp_path / "a.csv"
    file.write_text("手机号,会员卡号,name\n13800138000,k1,A\n138 0013 8000,,B\n,,C\n+8613800138001,k2,D\n")
    to, why = tmp_path / "people.csv", tmp_path / "why.csv"
    done = siyu("link", str(file), "--to", str(to), "--reasons", str(why))
    assert done.returncode == 0, done.stderr
    assert [row["person"] for row in csv.DictReader(to.read_text().splitlines())] == ["1", "1", "0", "2"]
    reasons = list(csv.DictReader(why.read_text("utf-8-sig").splitlines()))
    assert [(row["person"], row["what"], row["kind"], row["row_no"]) for row in reasons] == [
        ("1", "linked", "card", "1"),
        ("2", "linked", "card", "4"),
    ]
    assert "13800138000" not in why.read_text()


@pytest.mark.parametrize("given", ["phone=nothing", "phones=手机号", "phone:app=手机号", "手机号"])
def test_a_column_that_is_not_there_or_no_kind_is_refused(tmp_path: Path, siyu: Callable[..., Any], given: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text("手机号\n13800138000\n")
    done = siyu("link", str(file), "--column", given)
    assert done.returncode == 2
    assert "--column" in done.stderr


def test_scoped_columns_are_recognised() -> None:
    assert _recognised(["openid:wx12", "Phone", "phone:x", "nothing"]) == {
        "openid:wx12": "openid:wx12",
        "Phone": "phone",
    }
