"""Super users, promotions and the matrix: they answer in a sentence, follow the address, and lead to segments."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_programme_of_super_users_leads_to_a_segment(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/value?view=concentration")
    expect(page.locator(".answer").last).to_contain_text("进入头部")
    page.get_by_label("多少天没下单算沉睡").select_option("90")
    expect(page).to_have_url(re.compile("quiet=90"))
    expect(page.get_by_text("但近 90 天没有下单")).to_be_visible()
    page.get_by_role("link", name="新建分群：沉睡核心：唤回").click()
    expect(page.get_by_label("分群的 YAML")).to_have_value(re.compile(r"within: 90d"))
    expect(page.get_by_label("英文名称")).to_have_value("Sleeping core: win back")


def test_promotion_dependence_says_what_is_missing_and_is_exported(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/value?view=promotion")
    expect(page.locator(".answer")).to_contain_text("每一单都用了优惠")
    expect(page.get_by_text("还没有 referred（推荐）事件")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载数据 CSV").click()
    with waiting.value.path().open(encoding="utf-8-sig") as file:
        assert len(list(csv.reader(file))) == 9


def test_a_cell_of_the_matrix_lists_who_is_missing(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/matrix?level=category")
    expect(page.get_by_role("heading", level=1)).to_have_text("哪类会员买哪些品类，谁还没买？")
    page.get_by_label("格子里看什么").select_option("lift")
    expect(page).to_have_url(re.compile("measure=lift"))
    page.locator(".matrix .heat button").first.click()
    expect(page).to_have_url(re.compile("class="))
    expect(page.get_by_role("heading", name=re.compile("中没买过"))).to_be_visible()
