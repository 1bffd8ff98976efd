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
    page.get_by_role("option", name="乳品").click()
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


def test_a_version_shows_what_it_changed_and_comes_back_as_a_draft(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/segments/new")
    yaml = page.get_by_label("分群的 YAML")
    expect(yaml).to_have_value(re.compile("90d"))
    yaml.fill(yaml.input_value().replace("name: ''", "name: versioned"))
    page.get_by_role("button", name="应用").click()
    expect(page.get_by_label("标识")).to_have_value("versioned")
    page.get_by_label("中文名称").fill("有版本")
    page.get_by_label("英文名称").fill("Has versions")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("heading", name="有版本").wait_for()
    page.get_by_label("时长").fill("30")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("第 2 版").wait_for()
    page.get_by_role("button", name="历史版本").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("与第 1 版相比：新增 1 行，删除 1 行。")
    expect(dialog.locator("li.added")).to_have_text(re.compile(r"^\+新增：\s*within: 30d$"))
    expect(dialog.locator("li.removed")).to_have_text(re.compile(r"^−删除：\s*within: 90d$"))
    dialog.get_by_role("button", name="第 1 版").click()
    dialog.get_by_role("button", name="恢复为草稿").click()
    expect(page.get_by_label("时长")).to_have_value("90")
    expect(page.get_by_text("编辑器里现在是第 1 版的内容；保存后成为第 3 版。")).to_be_visible()
    page.get_by_role("button", name="撤回").click()
    expect(page.get_by_label("时长")).to_have_value("30")


def test_it_is_exported_on_a_schedule_and_the_file_is_fetched(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/segments/new")
    yaml = page.get_by_label("分群的 YAML")
    expect(yaml).to_have_value(re.compile("90d"))
    yaml.fill(yaml.input_value().replace("name: ''", "name: every-morning"))
    page.get_by_role("button", name="应用").click()
    expect(page.get_by_label("标识")).to_have_value("every-morning")
    page.get_by_label("中文名称").fill("每天早上")
    page.get_by_label("英文名称").fill("Every morning")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("heading", name="每天早上").wait_for()
    page.get_by_role("button", name="新建定时导出").click()
    page.get_by_role("dialog").get_by_role("button", name="保存").click()
    row = page.get_by_role("row", name=re.compile("每天 08:00")).first
    row.get_by_role("button", name="立即导出").click()
    with page.expect_download() as fetched:
        row.get_by_role("link", name="下载").click()
    assert fetched.value.suggested_filename.startswith("every-morning-")
    row.get_by_role("button", name="每天 08:00 的历史").click()
    expect(page.get_by_role("table", name="历史")).to_contain_text("校验和")


def test_a_rule_is_built_with_the_keyboard_alone(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/segments/new")
    field = page.get_by_role("combobox", name="条件")
    field.focus()
    page.keyboard.type("累计订单数")
    page.keyboard.press("Enter")
    expect(field).to_have_value("累计订单数")
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox", name="比较方式")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox", name="与什么比较")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("spinbutton", name="值")).to_have_value("2")
    expect(page.get_by_label("分群的 YAML")).to_have_value(re.compile(r"feature: orders_total\s+is:\s+gte: 2"))


def test_a_sequence_and_a_rank_are_composed_and_come_back_from_the_yaml(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/segments/new")
    yaml = page.get_by_label("分群的 YAML")
    expect(yaml).to_have_value(re.compile("90d"))
    page.get_by_role("button", name="之后做过").click()
    step = page.locator(".rule-then").first
    step.get_by_label("时长").fill("17")
    step.get_by_role("button", name="之后没有").click()
    expect(yaml).to_have_value(
        re.compile(r"then:\s+did: ordered\s+within: 17d\s+then_not:\s+did: ordered\s+within: 7d")
    )
    page.get_by_role("button", name="条件", exact=True).click()
    field = page.get_by_role("combobox", name="条件").nth(1)
    field.fill("排名")
    page.keyboard.press("Enter")
    page.get_by_label("多少").fill("7")
    expect(yaml).to_have_value(re.compile(r"top: 7%\s+by: \w+"))
    expect(page.locator(".live-size strong")).to_have_text(re.compile(r"^\d+$"))
    yaml.fill(yaml.input_value().replace("within: 17d", "within: 400d").replace("top: 7%", "bottom: 3"))
    page.get_by_role("button", name="应用").click()
    expect(step.get_by_label("时长").first).to_have_value("400")
    expect(page.get_by_label("前或后")).to_have_value("bottom")
    expect(page.locator(".rule.refused")).to_have_count(1)
    expect(page.get_by_role("alert")).to_contain_text("366")
    step.get_by_label("时长").first.fill("30")
    expect(page.locator(".rule.refused")).to_have_count(0)
    step.get_by_role("button", name="移除").last.click()
    expect(yaml).not_to_have_value(re.compile("then_not"))
