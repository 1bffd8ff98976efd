"""A file comes in through the wizard."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.shop import write_lines

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_csv_is_recognised_tried_and_loaded(page: Page, tmp_path: Path) -> None:
    # Old orders: those who bought in the last 90 days are counted by another test, whichever runs first.
    file = write_lines(tmp_path / "more.csv", range(20, 24), days_ago=200)
    with file.open("a", encoding="utf-8") as more:
        more.write("o99,not a time,p1,1,3.00,13800000099\n")
    page.goto("/w/shop/imports/new")
    page.locator("input[type=file]").set_input_files(str(file))
    assert page.get_by_label("这份文件是什么").input_value() == "order_lines"
    assert page.get_by_label("“金额”来自哪一列").or_(page.locator("select.column-choice")).count() > 0
    page.get_by_role("button", name="试跑").click()
    page.get_by_text("将载入").wait_for()
    page.get_by_role("button", name="正式导入").click()
    page.wait_for_url(re.compile(r"/imports/(?!new)"))
    figures = page.locator("dl.sum .kpi-value")
    figures.first.wait_for()
    assert figures.all_inner_texts() == ["5", "4", "0", "1"]
    page.get_by_role("heading", name="被隔离的行").wait_for()
    assert page.get_by_text("not a time").count() == 1


def test_an_empty_file_is_refused_with_words(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "empty.csv"
    file.write_text("")
    page.goto("/w/shop/imports/new")
    page.locator("input[type=file]").set_input_files(str(file))
    assert page.get_by_role("alert").inner_text().strip()
