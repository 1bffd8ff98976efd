"""Tags are written value by value, given by hand to one and to many, and taken back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.shop import BUYERS, MILK_BUYERS
from tests.browser.test_looks import serious

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PAGE = 20
"""Rows of a list's page."""

MILK = """kind: tag
name: milk
label:
  zh-CN: 牛奶
  en: Milk
group: product
type: rule
values:
- value: often
  label:
    zh-CN: 常买
    en: Often
  rule:
    did: ordered
    where:
      product.category: DAIRY
- value: never
  otherwise: true
"""


def members_by_now(page: Page) -> int:
    """Return how many members there are: other tests of the same instance may have brought some."""
    total: int = page.request.get("/api/v1/workspaces/shop/members").json()["total"]
    return total


def test_a_tag_with_values_is_written_and_shows_who_has_it(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/tags/new")
    expect(page.locator(".live-size strong")).to_have_text(str(BUYERS))
    page.get_by_text("多个值", exact=True).click()
    expect(page.get_by_label("值的标识")).to_have_value("first")
    yaml = page.get_by_label("标签的 YAML")
    yaml.fill(MILK)
    page.get_by_role("button", name="应用").click()
    expect(page.get_by_label("值的标识").nth(1)).to_have_value("never")
    expect(page.locator(".value-head .chip").first).to_have_text(f"{MILK_BUYERS} 人")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url("**/tags/milk")
    page.get_by_role("heading", name="牛奶").wait_for()
    expect(page.locator(".tag-values tbody tr").first).to_contain_text(f"{MILK_BUYERS}")
    assert serious(page) == []
    page.get_by_role("link", name="常买").click()
    expect(page.locator("table.data tbody tr")).to_have_count(MILK_BUYERS)
    page.goto("/w/shop/segments/new")
    field = page.get_by_role("combobox", name="条件")
    field.click()
    field.press_sequentially("牛奶")
    page.get_by_role("option", name="牛奶").click()
    expect(page.get_by_label("分群的 YAML")).to_have_value(re.compile("tag: milk"))
    expect(page.locator(".live-size strong")).to_have_text(str(members_by_now(page)))


def test_a_manual_tag_is_given_to_one_and_to_many_and_undone(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/tags/new")
    page.get_by_label("类型").select_option("manual")
    page.get_by_label("中文名称").fill("熟客")
    page.get_by_label("英文名称").fill("Known")
    page.get_by_label("标识（a–z").fill("known")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url("**/tags/known")
    page.goto("/w/shop/members/2?tab=tags")
    page.get_by_role("button", name="打标签").click()
    page.get_by_role("dialog").get_by_label("标签", exact=True).select_option("known")
    page.get_by_role("dialog").get_by_role("button", name="打标签").click()
    expect(page.locator(".tag-groups")).to_contain_text("熟客")
    expect(page.get_by_text("人工操作")).to_be_visible()
    assert serious(page) == []
    page.goto("/w/shop/members")
    boxes = page.locator("table.data tbody input[type=checkbox]")
    expect(boxes).to_have_count(min(members_by_now(page), PAGE))
    for place in range(3):
        boxes.nth(place).check()
    page.get_by_role("button", name="打标签").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("标签", exact=True).select_option("known")
    expect(dialog.get_by_role("status")).to_contain_text("共 3 位会员")
    dialog.get_by_role("button", name="执行").click()
    page.goto("/w/shop/tags/known?tab=acts")
    expect(page.locator("table.data tbody tr")).to_have_count(2)
    page.get_by_role("button", name="撤销").first.click()
    page.get_by_role("dialog").get_by_role("button", name="撤销").click()
    expect(page.get_by_text(re.compile("已于 .* 撤销"))).to_have_count(1)
    page.get_by_role("tab", name="会员").click()
    expect(page.locator("table.data tbody tr")).to_have_count(1)


def test_the_source_table_is_changed(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/tag-sources")
    page.get_by_role("button", name="修改").click()
    box = page.get_by_label("扫码给出社交")
    box.check()
    assert serious(page) == []
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已保存")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="修改").click()
    expect(page.get_by_label("扫码给出社交")).to_be_checked()
