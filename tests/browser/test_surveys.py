"""A survey is written with its preview, published, answered on a phone, and its answers come back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.live import Live
from tests.browser.test_collection import until
from tests.browser.test_looks import serious

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def test_a_survey_is_written_published_and_answered(page: Page, browser: Browser, live: Live) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/surveys/new")
    preview = page.frame_locator("iframe")
    page.get_by_label("标题（中文）").fill("口味调查")
    expect(page.get_by_role("alert")).to_contain_text("请写明同意的内容")
    page.get_by_label("同意的内容（中文）").fill("同意保存我的回答")
    page.get_by_label("类型").select_option("single")
    page.get_by_label("问题（中文）").fill("最喜欢什么？")
    page.get_by_label("保存的值").nth(0).fill("tea")
    page.get_by_label("中文文字").nth(0).fill("茶")
    page.get_by_label("写入属性").fill("taste")
    page.get_by_role("button", name="添加问题").click()
    page.get_by_label("类型").nth(1).select_option("text")
    page.get_by_label("问题（中文）").nth(1).fill("为什么？")
    expect(preview.get_by_role("heading", name="口味调查")).to_be_visible()
    expect(preview.get_by_label("为什么？")).to_be_visible()
    page.get_by_role("button", name="上移").nth(1).click()
    expect(page.get_by_label("问题（中文）").nth(0)).to_have_value("为什么？")
    assert serious(page) == []
    page.get_by_role("button", name="发布").click()
    page.wait_for_url(re.compile(r"/surveys/\d+\?tab=share"))
    address = page.get_by_label("链接").input_value()
    assert address.startswith(live.address + "/f/")
    page.wait_for_load_state("networkidle")
    assert page.locator(".share-code").evaluate("picture => picture.naturalWidth") > 0
    assert serious(page) == []

    _answer(browser, address)
    page.get_by_role("tab", name="统计").click()
    until(page, "table.counts tbody tr", lambda: "100.0%" in page.locator("table.counts tbody tr").first.inner_text())
    expect(page.get_by_role("row").filter(has_text="茶")).to_contain_text("1")
    assert serious(page) == []
    page.get_by_role("tab", name="回答").click()
    row = page.get_by_role("row").filter(has_text="茶")
    expect(row).to_contain_text("•••")
    page.get_by_role("button", name="查看明文").click()
    page.get_by_role("dialog").get_by_role("button", name="查看明文").click()
    expect(row).to_contain_text("好喝")
    assert serious(page) == []
    page.goto("/w/shop/surveys")
    expect(page.get_by_role("row").filter(has_text="口味调查").get_by_role("cell").nth(2)).to_have_text("1")


def _answer(browser: Browser, address: str) -> None:
    """Fill the form in as somebody with a phone and without an account does."""
    from playwright.sync_api import expect

    context = browser.new_context(locale="zh-CN", viewport={"width": 390, "height": 800})
    phone = context.new_page()
    said: list[str] = []
    phone.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    phone.goto(address)
    expect(phone.get_by_role("heading", name="口味调查")).to_be_visible()
    assert serious(phone) == []
    phone.get_by_label("为什么？").fill("好喝")
    phone.get_by_role("button", name="提交").click()
    expect(phone.get_by_role("alert")).to_contain_text("有 1 处需要修改")
    expect(phone.get_by_label("为什么？")).to_have_value("好喝")
    assert serious(phone) == []
    phone.get_by_label("茶").check()
    phone.get_by_label("同意保存我的回答").check()
    phone.get_by_role("button", name="提交").click()
    phone.wait_for_url("**/thanks**")
    expect(phone.get_by_role("heading", name="已收到，谢谢")).to_be_visible()
    context.close()
    assert [line for line in said if "422" not in line] == []
