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


def test_several_files_are_mapped_by_their_templates_and_one_bad_one_stops_no_other(page: Page, tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "later.csv", range(24, 26), days_ago=200)
    people = tmp_path / "people.csv"
    people.write_text("phone,name,joined_on\n13800000024,Late,2020-01-05\n", encoding="utf-8")
    empty = tmp_path / "empty.csv"
    empty.write_text("")
    page.goto("/w/shop/imports/new")
    page.locator("input[type=file]").set_input_files([str(lines), str(people), str(empty)])
    table = page.locator(".files-table")
    table.get_by_text("不能导入").wait_for()
    chosen = page.get_by_label("“later.csv”的对应方式").locator("option:checked")
    assert chosen.inner_text().startswith("模板“lines”")
    assert page.get_by_label("“people.csv”的内容").input_value() == "members"
    page.get_by_text("1 个文件有问题，不会导入").wait_for()
    page.get_by_role("button", name="导入 2 个文件").click()
    page.wait_for_url(re.compile(r"batch=\d+"))
    page.get_by_text("共 2 个文件：完成 2，失败 0，进行中 0").wait_for()
    page.get_by_role("heading", name="没有导入的 1 个文件").wait_for()
    files = page.locator(".plain-table").first.locator("tbody tr td:first-child")
    assert files.all_inner_texts() == ["people.csv", "later.csv"]
    page.reload()
    page.get_by_text("共 2 个文件：完成 2，失败 0，进行中 0").wait_for()


def test_a_template_is_renamed_and_the_list_of_imports_searched(page: Page) -> None:
    page.goto("/w/shop/imports?tab=templates")
    row = page.locator("tr", has_text="products.csv")
    row.get_by_role("button", name="改名").click()
    page.locator("dialog[open] input").fill("商品主档")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("商品主档").first.wait_for()
    page.goto("/w/shop/imports?search=products&kind=products&state=done&sort=-rows_read")
    page.get_by_role("link", name="products.csv").wait_for()
    assert page.locator("tbody tr a").all_inner_texts() == ["products.csv"]
    page.get_by_role("combobox", name="状态").select_option("failed")
    page.get_by_text("没有符合条件的记录").wait_for()
    assert "state=failed" in page.url
