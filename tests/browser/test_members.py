"""A member is found and looked at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.shop import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_member_is_found_by_phone_from_any_page(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/overview")
    page.get_by_role("heading", level=1).wait_for()
    page.keyboard.press("/")
    page.wait_for_url("**/members")
    page.locator("input[data-search], [data-search] input").first.fill(PHONE.format(3))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("search="))
    # The whole list stands there until the answer comes.
    expect(page.locator("table.data tbody tr")).to_have_count(1)
    expect(page.get_by_role("cell", name="$5.00")).to_be_visible()


def test_the_360_masks_until_asked_and_shows_lines(page: Page) -> None:
    page.goto("/w/shop/members/3?tab=profile")
    page.get_by_text("手机号").first.wait_for()
    full = PHONE.format(3)
    assert page.get_by_text(full).count() == 0
    page.get_by_role("button", name="查看明文").click()
    page.get_by_role("dialog").get_by_role("button", name="查看明文").click()
    page.get_by_text(full).first.wait_for()
    page.get_by_role("tab", name="订单").click()
    page.get_by_role("button", name="展开").first.click()
    page.get_by_text("Whole milk").wait_for()


def test_keys_go_to_pages(page: Page) -> None:
    page.goto("/w/shop/overview")
    page.get_by_role("heading", level=1).wait_for()
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url("**/segments")
