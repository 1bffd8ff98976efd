"""Reports of behaviour answer in a sentence, follow the address, give their numbers away; a funnel is built and saved."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.shop import BUYERS, MILK_BUYERS

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_cohorts_follow_the_choices_and_are_exported(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/behaviour")
    expect(page.get_by_role("heading", level=1)).to_have_text("会员会回来吗？")
    page.get_by_text("周", exact=True).click()
    expect(page).to_have_url(re.compile("by=week"))
    table = page.locator("table.cohorts")
    expect(table.locator("tbody tr")).to_have_count(12)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载数据 CSV").click()
    with waiting.value.path().open(encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    assert sum(int(row[1]) for row in rows[1:]) == BUYERS
    page.get_by_role("button", name="下载图表").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载图片 PNG").click()
    assert waiting.value.suggested_filename == "retention.png"


def test_every_cell_explains_its_formula(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/behaviour?by=week")
    cell = page.locator("td.heat").first
    cell.scroll_into_view_if_needed()
    page.mouse.move(0, 0)
    # What is pointed at explains itself until the page scrolls.
    page.wait_for_timeout(300)
    cell.hover()
    expect(page.get_by_role("tooltip")).to_contain_text("÷")


def test_stickiness_and_paths_answer_in_a_sentence(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/behaviour?view=stickiness&days=30")
    expect(page.locator(".answer")).to_contain_text(f"{BUYERS} 位会员活跃")
    page.goto("/w/shop/behaviour?view=paths&days=30")
    expect(page.locator(".answer")).to_contain_text(f"{BUYERS} 位会员“下单”之后")
    page.get_by_role("tab", name="留存").click()
    expect(page).to_have_url(re.compile("view=cohorts"))


def test_a_funnel_is_built_tried_saved_and_reported(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/funnels/new")
    steps = page.locator(".live-steps li")
    expect(steps).to_have_count(3)
    page.get_by_role("button", name="移除第 1 步").click()
    for place in (1, 2):
        did = page.get_by_role("group", name=f"第 {place} 步").get_by_role("combobox", name="做了什么")
        did.click()
        did.press_sequentially("下单")
        page.get_by_role("option", name="下单", exact=True).click()
    # One order is not two steps.
    expect(steps.nth(0).locator("strong")).to_have_text(str(BUYERS))
    expect(steps.nth(1).locator("strong")).to_have_text("0")
    first = page.get_by_role("group", name="第 1 步")
    first.get_by_role("button", name="限定").click()
    value = first.get_by_role("combobox", name="值")
    value.click()
    value.press_sequentially("DAIRY")
    page.get_by_role("option", name="乳品").click()
    expect(steps.nth(0).locator("strong")).to_have_text(str(MILK_BUYERS))
    page.get_by_label("中文名称").fill("牛奶回购")
    page.get_by_label("英文名称").fill("Milk again")
    page.get_by_label("标识").fill("milk-again")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url("**/funnels/milk-again")
    page.get_by_role("link", name="查看报告").click()
    expect(page.locator(".answer")).to_contain_text(f"{MILK_BUYERS} 位会员走了第一步")


def test_a_refused_step_is_marked_and_says_how_to_mend_it(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/funnels/new")
    yaml = page.get_by_label("漏斗的 YAML")
    expect(yaml).to_have_value(re.compile("redeemed"))
    yaml.fill(yaml.input_value().replace("redeemed", "redemed"))
    page.get_by_role("button", name="应用").click()
    expect(page.get_by_role("alert")).to_contain_text("redeemed")
    expect(page.locator(".funnel-steps li.refused")).to_have_count(1)
