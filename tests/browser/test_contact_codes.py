"""Contact codes, welcomes and callbacks open, empty as they are, and a code can be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.test_looks import serious

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_the_pages_open_empty(page: Page) -> None:
    from playwright.sync_api import expect

    for path, title, empty in (
        ("contact-codes", "渠道活码", "还没有渠道活码"),
        ("welcomes", "欢迎语记录", "还没有发过欢迎语"),
        ("callbacks", "平台回调", "还没有收到回调"),
    ):
        page.goto(f"/w/shop/{path}")
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        expect(page.get_by_text(empty)).to_be_visible()
        assert serious(page) == []


def test_a_code_is_written_and_refused_without_a_channel(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/contact-codes/new")
    page.get_by_label("名称", exact=True).fill("五月海报")
    page.get_by_label("标识").fill("may-poster")
    page.get_by_label("员工账号").fill("alice bob")
    page.get_by_role("button", name="添加班次").click()
    page.get_by_role("button", name="客户的微信昵称").click()
    expect(page.get_by_label("新客户收到的第一句话")).to_have_value('{{ name | default: "您" }}')
    assert serious(page) == []
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("标识")).to_have_value("may-poster")
