"""Probable duplicates are searched for, looked at side by side, decided, and a decision is taken back."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.alike import Alike
from tests.browser.live import Live
from tests.browser.test_looks import serious

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

MAPPING = """
kind: mapping
version: 1
imports: members
identifiers: [{kind: card, from: card}]
columns: {name: {from: name}, attribute.生日: {from: 生日}, attribute.性别: {from: 性别}, attribute.地址: {from: 地址}}
"""
FIELDS = ("card", "name", "生日", "性别", "地址")


@pytest.fixture(scope="module")
def alike(live: Live) -> Iterator[str]:
    """A workspace of Alice's with forty members, two of whom are there twice."""
    live.siyu("workspaces", "add", "alike", "--name", "Alike", "--owner", "alice@shop.example")
    rows = [(f"a{n}", one.name, *(one.attributes().get(name, "") for name in FIELDS[2:]))
            for n, one in enumerate(Alike(40, twice=0.0, seed=8).records)]  # fmt: skip
    rows += [("b1", "欧阳小明", "1990-05-06", "男", "武汉市珞喻路1037号3栋502室"),
             ("b2", "欧阳小明", "1990/5/6", "", "武汉珞喻路1037号3栋502"),
             ("b3", "诸葛静怡", "1985-11-02", "女", ""), ("b4", "诸葛静怡", "1985-11-02", "女", "长沙市中山路2号")]  # fmt: skip
    file, mapping = live.home / "alike.csv", live.home / "alike.yaml"
    with Path(file).open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([FIELDS, *rows])
    mapping.write_text(MAPPING, encoding="utf-8")
    live.siyu("import", "members", str(file), "--map", str(mapping), "--workspace", "alike")
    yield "alike"


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_it_says_what_it_is_for_before_anything_was_searched(page: Page, zero: str, shade: str) -> None:
    page.add_init_script(f"localStorage.setItem('siyu.preferences', '{{\"shade\":\"{shade}\"}}')")
    page.goto(f"/w/{zero}/duplicates?tab=probable")
    page.get_by_text("还没有查找过").wait_for()
    page.get_by_text("没有待核对的疑似重复").wait_for()
    page.wait_for_load_state("networkidle")
    assert serious(page) == []


def test_they_are_searched_for_and_decided_and_undone(page: Page, alike: str) -> None:
    from playwright.sync_api import expect

    page.goto(f"/w/{alike}/duplicates")
    page.get_by_role("tab", name="疑似重复").click()
    page.get_by_role("button", name="开始查找").click()
    cards = page.locator("article.conflict")
    expect(cards).to_have_count(2)
    first = cards.filter(has_text="欧**")
    expect(first.get_by_role("row", name="姓名")).to_contain_text("相同")
    expect(first.locator(".beside thead th")).to_have_count(3)
    assert page.get_by_text("1990").count() == 0
    assert serious(page) == []

    first.get_by_role("button", name="同一人，合并").click()
    expect(cards).to_have_count(1)
    page.get_by_role("button", name="撤销").click()
    expect(cards).to_have_count(2)

    cards.filter(has_text="诸**").get_by_role("button", name="不是同一人").click()
    expect(cards).to_have_count(1)
    page.get_by_role("button", name="开始查找").click()
    page.get_by_text("已判定不是同一人").first.wait_for()
    expect(cards).to_have_count(1)
    page.get_by_text("已判定", exact=True).click()
    expect(cards).to_have_count(1)
    assert serious(page) == []
    cards.get_by_role("button", name="撤销").click()
    page.get_by_text("还没有判定过").wait_for()
