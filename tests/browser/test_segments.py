"""A segment is built, counted while it is built, written as YAML and saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.shop import BUYERS, MILK_BUYERS

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser


def test_the_size_follows_the_builder_and_the_yaml(page: Page) -> None:
    page.goto("/w/shop/segments/new")
    size = page.locator(".live-size strong")
    _becomes(page, size, BUYERS)
    page.get_by_role("button", name="限定").click()
    value = page.locator(".rule-body").get_by_role("combobox", name="值")
    value.click()
    value.press_sequentially("DAIRY")
    page.locator(".ant-select-item-option", has_text="乳品").click()
    _becomes(page, size, MILK_BUYERS)
    yaml = page.get_by_label("分群的 YAML")
    page.wait_for_function("document.querySelector('textarea.yaml').value.includes('DAIRY')")
    yaml.fill(yaml.input_value().replace("DAIRY", "BAKERY").replace("name: ''", "name: bread-buyers"))
    page.get_by_role("button", name="应用").click()
    _becomes(page, size, BUYERS)
    page.get_by_label("中文名称").fill("买过面包")
    page.get_by_label("英文名称").fill("Bought bread")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url("**/segments/bread-buyers")
    page.get_by_role("heading", name="买过面包").wait_for()


def test_a_refused_rule_says_where_and_how_to_mend_it(page: Page) -> None:
    page.goto("/w/shop/segments/new")
    page.wait_for_function("document.querySelector('textarea.yaml').value.includes('ordered')")
    yaml = page.get_by_label("分群的 YAML")
    yaml.fill(
        yaml.input_value().replace("- did: ordered", "- feature: order_total\n    is: 1").replace("within: 90d", "")
    )
    page.get_by_role("button", name="应用").click()
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert "orders_total" in alert.inner_text()
    assert page.locator(".rule.refused").count() == 1


def _becomes(page: Page, size: Locator, wanted: int) -> None:
    size.wait_for()
    page.wait_for_function(f"document.querySelector('.live-size strong')?.textContent === '{wanted}'")
