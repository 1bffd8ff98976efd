"""A batch of codes is made, one of it scanned on a phone, looked up, printed, and the batch voided."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.live import Live
from tests.browser.test_looks import serious

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def test_codes_from_their_making_to_their_end(page: Page, browser: Browser, live: Live) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/codes")
    page.get_by_role("button", name="新建批次").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("名称").fill("春季包装")
    dialog.get_by_label("商品编号").fill("690")
    dialog.get_by_label("数量").fill("1000001")
    dialog.get_by_role("button", name="创建").click()
    expect(dialog.get_by_text("请填 1 到 1,000,000")).to_be_visible()
    assert serious(page) == []
    dialog.get_by_label("数量").fill("1000000")
    dialog.get_by_role("button", name="创建").click()
    page.wait_for_url(re.compile(r"/codes/\d+$"))
    expect(page.get_by_role("heading", name="还没有人扫码").or_(page.get_by_text("还没有人扫码"))).to_be_visible()
    number = page.url.rpartition("/")[2]
    serial = live.siyu("codes", "export", number, "--workspace", "shop", "--last", "1").splitlines()[1].split(",")[1]
    assert _scan(browser, f"{live.address}/c/{serial}") == "真品"

    page.goto("/w/shop/codes")
    page.get_by_label("序列号").fill(serial.lower())
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_text("真品码，曾被查询")).to_be_visible()
    assert serious(page) == []
    page.get_by_role("link", name="第 1 号").click()
    expect(page.get_by_role("row").filter(has_text="手机浏览器")).to_contain_text("真品码，首次查询")
    assert serious(page) == []

    page.get_by_role("button", name="打印", exact=True).click()
    dialog.get_by_label("结束编号").fill("8")
    dialog.get_by_role("button", name="开始生成").click()
    with page.expect_download() as fetched:
        page.get_by_role("link", name=re.compile("下载")).click()
    assert fetched.value.suggested_filename.endswith("-1-8.pdf")
    assert serious(page) == []

    page.get_by_role("button", name="作废", exact=True).click()
    dialog.get_by_label("原因").fill("失窃")
    dialog.get_by_label("请输入批次名称").fill("春季包装")
    dialog.get_by_role("button", name="作废").click()
    expect(page.get_by_text(re.compile("起作废：失窃"))).to_be_visible()
    assert _scan(browser, f"{live.address}/c/{serial}") == "这个码已作废"


def _scan(browser: Browser, address: str) -> str:
    """Open a code on a phone and return what its page says first."""
    agent = "Mozilla/5.0 (Linux; Android 14) Mobile"
    context = browser.new_context(locale="zh-CN", user_agent=agent, viewport={"width": 390, "height": 700})
    phone = context.new_page()
    phone.goto(address)
    said = phone.get_by_role("heading", level=1).inner_text()
    assert serious(phone) == []
    context.close()
    return said
