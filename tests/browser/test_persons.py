"""Who is one person is decided and taken back; what is held about somebody is given out, and erased only when confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.test_collection import until
from tests.browser.test_looks import serious_in_both_shades

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_empty_lists_of_persons_say_what_they_are_for(page: Page, zero: str) -> None:
    for path, words in {"duplicates": "没有待核对的冲突", "privacy": "还没有请求"}.items():
        page.goto(f"/w/{zero}/{path}")
        page.get_by_text(words, exact=True).wait_for()
        assert serious_in_both_shades(page) == []


def test_a_conflict_is_decided_and_taken_back(page: Page, brand: str) -> None:
    from playwright.sync_api import expect

    page.goto(f"/w/{brand}/duplicates")
    conflict = page.locator("article.conflict")
    expect(conflict).to_have_count(1)
    expect(conflict.locator("tr.differs").filter(has_text="会员卡")).to_have_count(1)
    assert serious_in_both_shades(page) == []
    conflict.get_by_role("button", name="不是同一人").click()
    expect(page.get_by_text("没有待核对的冲突")).to_be_visible()
    page.get_by_role("status").get_by_role("button", name="撤销").click()
    expect(conflict).to_have_count(1)
    conflict.get_by_role("button", name="同一人，合并").click()
    expect(page.get_by_text("没有待核对的冲突")).to_be_visible()
    page.get_by_role("status").get_by_role("button", name="撤销").click()
    expect(conflict).to_have_count(1)


def test_a_person_gets_everything_and_is_not_erased_by_mistake(page: Page, brand: str) -> None:
    from playwright.sync_api import expect

    page.goto(f"/w/{brand}/privacy?member=2")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("删除：", exact=False).click()
    expect(dialog.get_by_role("table")).to_be_visible()
    assert serious_in_both_shades(page) == []
    dialog.get_by_label("输入该会员的会员号或姓名以确认").fill("1")
    dialog.get_by_role("button", name="永久删除").click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    dialog.get_by_text("导出：", exact=False).click()
    dialog.get_by_role("button", name="生成文件").click()
    expect(dialog).to_have_count(0)
    until(page, "table.data tbody tr", lambda: page.locator(".chip.good").count() == 1)
    row = page.get_by_role("row").filter(has_text="编号 2")
    expect(row).to_contain_text("alice@shop.example")
    row.get_by_role("button", name="展开").click()
    expect(page.get_by_role("cell", name="订单", exact=True)).to_be_visible()
    assert serious_in_both_shades(page) == []
    with page.expect_download() as loaded:
        page.get_by_role("button", name="下载文件").click()
    assert loaded.value.suggested_filename.endswith(".zip")
