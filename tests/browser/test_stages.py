"""Stages answer in a sentence, add up, follow the address, give their numbers away and lead to segments."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_the_lifecycle_answers_and_is_exported(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/lifecycle")
    expect(page.get_by_role("heading", level=1)).to_have_text("会员处在生命周期的哪一步？")
    expect(page.locator(".answer")).to_contain_text("按自己的节奏在买")
    table = page.locator("section", has=page.get_by_role("heading", name="各阶段的含义与做法")).last
    with page.expect_download() as waiting:
        table.get_by_role("button", name="下载数据 CSV").click()
    with waiting.value.path().open(encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 10
    assert sum(float(row[3]) for row in rows[1:]) == pytest.approx(1)
    page.get_by_role("combobox", name="品类", exact=True).select_option("DAIRY")
    expect(page).to_have_url(re.compile("category=DAIRY"))
    expect(page.get_by_text("买过 2 至 3 天")).to_be_visible()


def test_a_stage_and_a_move_lead_to_a_segment(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/lifecycle?view=ladder")
    expect(page.locator(".answer")).to_contain_text("粉丝")
    page.get_by_role("link", name="新建分群：首购", exact=True).click()
    expect(page.get_by_label("分群的 YAML")).to_have_value(re.compile("stage: ladder"))
    expect(page.get_by_label("中文名称")).to_have_value("首购")
    page.go_back()
    page.locator(".stage-moves a").first.click()
    expect(page.get_by_label("分群的 YAML")).to_have_value(re.compile(r"on: '?\d{4}-"))


def test_what_divides_the_stages_is_changed_by_form_or_as_yaml(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/lifecycle")
    page.get_by_role("button", name="如何划分").click()
    yaml = page.get_by_label("划分的 YAML")
    expect(yaml).to_have_value(re.compile("cooling: 2"))
    page.get_by_role("spinbutton", name="降温").fill("2.5")
    expect(yaml).to_have_value(re.compile("cooling: 2.5"))
    yaml.fill(re.sub(r"cooling: [\d.]+", "cooling: 9", yaml.input_value()))
    page.get_by_role("button", name="应用").click()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_contain_text("cooling < at_risk < lost")
