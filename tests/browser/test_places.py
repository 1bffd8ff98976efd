"""Member share and online rate, stores with their guides, and orders of nobody: looked at empty and full, and acted on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.brand import CLOSED, GUIDE, OF_NOBODY, STORE
from tests.browser.shop import PHONE
from tests.browser.test_looks import serious_in_both_shades

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_empty_places_say_what_they_are_for(page: Page, zero: str) -> None:
    said = {
        "digitisation": "还没有交易和会员",
        "stores": "还没有门店",
        "stores?tab=guides": "还没有导购",
        "unidentified-orders": "没有无主订单",
    }
    for path, words in said.items():
        page.goto(f"/w/{zero}/{path}")
        page.get_by_text(words, exact=True).wait_for()
        assert serious_in_both_shades(page) == []


def test_a_target_is_set_and_judged_against(page: Page, brand: str) -> None:
    from playwright.sync_api import expect

    page.goto(f"/w/{brand}/digitisation")
    share = page.locator(".kpi").filter(has_text="会员占比")
    expect(share).to_contain_text("60.0%")
    expect(share).to_contain_text("差 35 个百分点")
    page.locator(".chart-canvas canvas").wait_for()
    assert serious_in_both_shades(page) == []
    page.get_by_role("button", name="目标…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("还没有设过目标")
    dialog.get_by_role("spinbutton").fill("140")
    dialog.get_by_role("button", name="保存").click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    dialog.get_by_role("spinbutton").fill("55")
    dialog.get_by_role("button", name="保存").click()
    expect(share).to_contain_text("目标 55.0%")
    expect(share).to_contain_text("已达成")
    row = page.get_by_role("row").filter(has_text=STORE)
    expect(row).to_contain_text("100.0%")
    page.get_by_text("导购", exact=True).last.click()
    expect(page.get_by_role("row").filter(has_text=GUIDE)).to_contain_text("60.0%")
    assert "by=staff" in page.url


def test_a_store_is_found_with_its_orders(page: Page, brand: str) -> None:
    from playwright.sync_api import expect

    page.goto(f"/w/{brand}/stores")
    expect(page.get_by_role("row").filter(has_text=CLOSED)).to_contain_text("2020-01-05 闭店")
    assert serious_in_both_shades(page) == []
    search = page.get_by_placeholder("按编号或名称查找门店")
    search.fill("江汉")
    search.press("Enter")
    expect(page.locator("table.data tbody tr")).to_have_count(1)
    expect(page.get_by_role("row").filter(has_text=STORE).get_by_role("cell")).to_have_text(
        ["s1", STORE, "武汉", "0", "3", "3"]
    )
    page.get_by_role("tab", name="导购").click()
    expect(page.get_by_role("row").filter(has_text=GUIDE)).to_contain_text("没有资料")


def test_an_order_of_nobody_is_claimed_and_given_back(page: Page, brand: str) -> None:
    from playwright.sync_api import expect

    page.goto(f"/w/{brand}/unidentified-orders")
    rows = page.locator("table.data tbody tr")
    expect(rows).to_have_count(OF_NOBODY)
    expect(rows.first).to_contain_text(CLOSED)
    assert serious_in_both_shades(page) == []
    rows.first.get_by_role("button", name="认领").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("手机号、卡号或会员号").fill("13999999999")
    dialog.get_by_role("button", name="认领").click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    dialog.get_by_label("手机号、卡号或会员号").fill(PHONE.format(2))
    dialog.get_by_role("button", name="认领").click()
    expect(rows).to_have_count(OF_NOBODY - 1)
    page.goto(f"/w/{brand}/members?search={PHONE.format(2)}")
    page.locator("table.data tbody a").first.click()
    page.wait_for_url(re.compile(r"/members/\d+"))
    page.get_by_role("tab", name="订单").click()
    page.get_by_role("row").filter(has_text="r4").get_by_role("button", name="展开").click()
    expect(page.get_by_text("后来认领的")).to_be_visible()
    page.get_by_role("button", name="撤回认领").click()
    expect(page.get_by_role("row").filter(has_text="r4")).to_have_count(0)
    page.goto(f"/w/{brand}/unidentified-orders")
    expect(rows).to_have_count(OF_NOBODY)
