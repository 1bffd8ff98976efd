"""A channel is made in the form, checked, found wanting and mended; its secrets are never shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.test_looks import serious_in_both_shades
from tests.sandboxes import serve_sandbox

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_channel_from_its_form_to_its_calls(page: Page, connected: str) -> None:
    from playwright.sync_api import expect

    sandbox = serve_sandbox()
    sandbox.begin_anew()
    page.goto(f"/w/{connected}/channels")
    page.get_by_text("还没有渠道", exact=True).wait_for()
    assert serious_in_both_shades(page) == []
    page.get_by_role("button", name="添加渠道").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("名称").fill("品牌企微")
    dialog.get_by_role("button", name="保存").click()
    expect(dialog.get_by_label("企业 ID")).to_have_attribute("aria-invalid", "true")
    dialog.get_by_label("企业 ID").fill("wwsandbox")
    dialog.get_by_label("客户联系 Secret（可选）").fill("secret-contact")
    dialog.get_by_text("平台地址（沙盒或代理时填写）").click()
    dialog.get_by_label("平台地址").fill("https://elsewhere.example")
    dialog.get_by_role("button", name="保存").click()
    expect(dialog.get_by_role("alert")).to_contain_text("SIYU_PLATFORM_HOSTS")
    dialog.get_by_label("平台地址", exact=True).fill(sandbox.url)
    dialog.get_by_role("button", name="保存").click()
    page.get_by_role("heading", name="品牌企微").wait_for()
    assert "/callbacks/" in page.get_by_label("回调地址").last.input_value()
    assert serious_in_both_shades(page) == []
    page.get_by_role("tab", name="检查").click()
    page.get_by_role("button", name="开始检查").click()
    expect(page.get_by_text("3 名员工可联系客户")).to_be_visible()
    expect(page.locator(".findings li.bad")).to_have_count(0)
    expect(page.locator(".findings li").first).to_contain_text("未填写自建应用密钥")
    assert serious_in_both_shades(page) == []
    page.get_by_role("tab", name="调用记录").click()
    page.get_by_role("combobox", name="结果").select_option("true")
    expect(page.locator("table.data tbody tr")).to_have_count(1)
    expect(page.locator("table.data tbody tr")).to_contain_text("企业未绑定微信开发者 ID")
    assert serious_in_both_shades(page) == []
    assert "secret-contact" not in page.content()


def test_a_channel_is_changed_and_disabled_without_its_secrets_again(page: Page, connected: str) -> None:
    from playwright.sync_api import expect

    page.goto(f"/w/{connected}/channels")
    page.get_by_role("link", name="品牌企微").click()
    page.get_by_role("button", name="修改").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("客户联系 Secret（可选）")).to_have_attribute("placeholder", "已保存；留空则不变")
    dialog.get_by_label("应用 AgentId").fill("1000002")
    dialog.get_by_label("群发接收规则").select_option("weekly_7")
    dialog.get_by_role("button", name="保存").click()
    expect(page.get_by_text("每周 7 条")).to_be_visible()
    expect(page.get_by_label("密钥").get_by_text("已保存")).to_have_count(1)
    page.get_by_role("button", name="停用").click()
    page.get_by_role("dialog").get_by_role("button", name="停用").click()
    expect(page.get_by_text("起停用")).to_be_visible()
    page.get_by_role("button", name="启用").click()
    expect(page.get_by_text("使用中")).to_be_visible()


def test_contacts_are_read_and_followed_to_the_end(page: Page, connected: str) -> None:
    from playwright.sync_api import expect

    sandbox = serve_sandbox()
    sandbox.act("crowds", count=12, members=["alice", "bob"])
    page.goto(f"/w/{connected}/channels")
    page.get_by_role("link", name="品牌企微").click()
    page.get_by_role("tab", name="同步").click()
    page.get_by_text("还没有同步过").wait_for()
    assert serious_in_both_shades(page) == []
    page.get_by_role("button", name="完整同步").click()
    expect(page.get_by_role("row").filter(has_text="完成")).to_contain_text("12")
    expect(page.locator(".facts")).to_contain_text("12")
    assert serious_in_both_shades(page) == []
    page.get_by_role("tab", name="员工").click()
    expect(page.get_by_role("row").filter(has_text="alice")).to_contain_text("6")
    assert serious_in_both_shades(page) == []
