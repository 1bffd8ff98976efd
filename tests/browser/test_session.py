"""Coming in and going out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.live import Live

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def test_a_stranger_sees_the_door(browser: Browser, live: Live) -> None:
    page = browser.new_context(base_url=live.address, locale="zh-CN").new_page()
    page.goto("/w/shop/members")
    assert page.get_by_role("heading", level=1).inner_text() == "登录"
    page.get_by_label("邮箱").fill("alice@shop.example")
    page.get_by_label("密码", exact=True).fill("not her password")
    page.get_by_role("button", name="登录").click()
    page.get_by_role("alert").wait_for()
    assert page.get_by_label("邮箱").input_value() == "alice@shop.example"


def test_a_one_time_link_leads_to_the_overview_and_works_once(browser: Browser, live: Live) -> None:
    link = live.login_link("alice@shop.example")
    page = browser.new_context(base_url=live.address, locale="en").new_page()
    page.goto(link)
    page.get_by_role("heading", name="Overview").wait_for()
    again = browser.new_context(base_url=live.address).new_page()
    again.goto(link)
    assert again.get_by_role("heading", name="Overview").count() == 0


def test_signing_out_leads_to_the_door(page: Page, browser: Browser, live: Live) -> None:
    fresh = browser.new_context(base_url=live.address, locale="zh-CN").new_page()
    fresh.goto(live.login_link("alice@shop.example"))
    fresh.get_by_role("button", name="alice@shop.example").click()
    fresh.get_by_role("button", name="退出登录").click()
    fresh.get_by_role("heading", name="登录").wait_for()
