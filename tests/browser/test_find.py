"""Members are found in one line and kept as a segment; what they buy next is told, or that nothing was learnt yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_product_is_found_by_typing_and_leads_to_a_segment(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/find")
    expect(page.get_by_role("heading", level=1)).to_have_text("找人：谁买过、能触达、愿意收？")
    page.get_by_role("combobox", name="商品、品牌或品类").fill("milk")
    page.get_by_role("option", name=re.compile("milk")).first.click()
    expect(page).to_have_url(re.compile("product="))
    page.get_by_label("可触达").select_option("sms")
    expect(page).to_have_url(re.compile("reachable=sms"))
    expect(page.locator(".answer")).to_contain_text("位会员满足全部条件")
    expect(page.locator(".answer")).to_contain_text("秒")
    page.get_by_role("link", name="在分群编辑器中继续").click()
    expect(page.get_by_label("分群的 YAML")).to_have_value(re.compile("reachable: sms"))
    page.go_back()
    expect(page).to_have_url(re.compile("product=.+reachable=sms"))


def test_recommendations_say_what_they_are_learnt_from(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/recommendations")
    expect(page.get_by_role("heading", level=1)).to_have_text("会员下次可能买什么？")
    expect(page.get_by_text(re.compile("还没有学习过|截至"))).not_to_have_count(0)
