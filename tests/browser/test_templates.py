"""A message template is written with its preview, a field put in where the cursor stands, and saved in versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.test_looks import serious

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_template_is_written_previewed_and_saved(page: Page, zero: str) -> None:
    from playwright.sync_api import expect

    page.goto(f"/w/{zero}/templates")
    expect(page.get_by_text("还没有消息模板")).to_be_visible()
    assert serious(page) == []
    page.goto("/w/shop/templates/new")
    page.get_by_label("中文名称").fill("欢迎")
    page.get_by_label("英文名称").fill("Welcome")
    page.get_by_label("标识（a–z、0–9、-）").fill("welcome")
    sms = page.get_by_label("短信正文", exact=True)
    sms.fill("{{ nmae }}好")
    expect(page.get_by_text("您是指 name 吗？")).to_be_visible()
    sms.fill("好，这是您的第{{ feature.orders_total }}单")
    sms.evaluate("box => box.setSelectionRange(0, 0)")
    page.get_by_role("combobox", name="在“短信正文”中插入字段").fill("称呼")
    page.get_by_role("option", name="称呼").click()
    expect(sms).to_have_value("{{ name | default: '' }}好，这是您的第{{ feature.orders_total }}单")
    page.keyboard.type("您")
    read = page.get_by_label("短信", exact=True)
    expect(read).to_contain_text("您好，这是您的第0单")
    page.get_by_text("会员", exact=True).last.click()
    expect(read).not_to_contain_text("您好")
    expect(read).to_contain_text("好，这是您的第")
    page.get_by_role("button", name="添加渠道").click()
    page.get_by_role("button", name="企业微信").click()
    page.get_by_label("文本", exact=True).fill("{{ brand }}")
    page.get_by_role("button", name="添加附件").click()
    page.get_by_role("button", name="图文链接").click()
    page.get_by_label("标题", exact=True).fill("新品")
    page.get_by_label("网址", exact=True).fill("https://shop.example/new")
    expect(page.get_by_label("企业微信", exact=True)).to_contain_text("https://shop.example/new")
    assert serious(page) == []
    page.get_by_role("button", name="保存").click()
    page.wait_for_url("**/templates/welcome")
    expect(page.get_by_text("第 1 版")).to_be_visible()
    page.goto("/w/shop/templates?channel=wecom")
    expect(page.get_by_role("row").filter(has_text="welcome")).to_contain_text("企业微信")
    assert serious(page) == []
