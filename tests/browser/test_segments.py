"""A segment is built, counted while it is built, written as YAML and saved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.shop import BUYERS, MILK_BUYERS

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_the_size_follows_the_builder_and_the_yaml(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/segments/new")
    size = page.locator(".live-size strong")
    expect(size).to_have_text(str(BUYERS))
    page.get_by_role("button", name="限定").click()
    value = page.locator(".rule-body").get_by_role("combobox", name="值")
    value.click()
    value.press_sequentially("DAIRY")
    page.locator(".ant-select-item-option", has_text="乳品").click()
    expect(size).to_have_text(str(MILK_BUYERS))
    yaml = page.get_by_label("分群的 YAML")
    expect(yaml).to_have_value(re.compile("DAIRY"))
    yaml.fill(yaml.input_value().replace("DAIRY", "BAKERY").replace("name: ''", "name: bread-buyers"))
    page.get_by_role("button", name="应用").click()
    expect(size).to_have_text(str(BUYERS))
    page.get_by_label("中文名称").fill("买过面包")
    page.get_by_label("英文名称").fill("Bought bread")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url("**/segments/bread-buyers")
    page.get_by_role("heading", name="买过面包").wait_for()


def test_a_refused_rule_says_where_and_how_to_mend_it(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/segments/new")
    yaml = page.get_by_label("分群的 YAML")
    expect(yaml).to_have_value(re.compile("ordered"))
    rule = yaml.input_value()
    rule = rule.replace("did: ordered", "feature: order_total").replace("within: 90d", "is: 1")
    yaml.fill(rule)
    page.get_by_role("button", name="应用").click()
    expect(page.get_by_role("alert")).to_contain_text("orders_total")
    expect(page.locator(".rule.refused")).to_have_count(1)
