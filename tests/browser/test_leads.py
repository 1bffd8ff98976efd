"""A stage that a CRM brings in and somebody sets anew shows in the table, and its count leads to a segment."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.live import Live
from tests.browser.shop import PHONE, write_rows

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_stage_is_set_and_its_cell_leads_to_a_segment(live: Live, page: Page, tmp_path: Path) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/leads")
    expect(page.get_by_text("还没有企业联系人")).to_be_visible()
    rows = [(PHONE.format(12), "培育", "2024-05-01 10:00:00")]
    stages = write_rows(tmp_path / "stages.csv", ("phone", "stage", "occurred_at"), rows)
    live.siyu("import", "lead_stages", str(stages), "--workspace", "shop")
    page.goto("/w/shop/members/12")
    page.get_by_role("button", name="设置阶段").click()
    page.get_by_label("阶段", exact=True).select_option("sales_qualified")
    page.get_by_role("dialog").get_by_role("button", name="保存").click()
    expect(page.get_by_text("手动设置；按规则为流量")).to_be_visible()
    page.goto("/w/shop/leads?view=contacts")
    page.get_by_role("button", name="展开").first.click()
    expect(page.locator(".lead-parts")).to_contain_text("合计")
    page.goto("/w/shop/leads")
    expect(page.locator(".answer")).to_contain_text("1 位企业联系人")
    page.get_by_role("link", name="1 · 新建分群：销售认可（SQL） · 未知", exact=True).click()
    expect(page.get_by_label("分群的 YAML")).to_have_value(re.compile("stage: b2b"))


def test_the_score_is_changed_by_a_form(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/leads")
    page.get_by_role("button", name="线索设置").click()
    page.get_by_role("spinbutton", name="温").fill("31")
    page.get_by_role("button", name="添加一项").click()
    expect(page.get_by_label("线索设置的 YAML")).to_have_value(re.compile("warm: 31[^$]*part-"))
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("dialog").get_by_role("alert").first).to_contain_text("parts[11].label")
