"""The report of multi-touch opens, full and empty, and every question of it stands in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.test_looks import serious

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_connections_are_told_by_depth_kind_and_pool(page: Page, zero: str) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/connections?days=365")
    expect(page.get_by_text("平均每位会员有")).to_be_visible()
    expect(page.get_by_role("table", name="每种连接").get_by_role("row")).to_have_count(8)
    expect(page.locator(".crossings tbody tr")).to_have_count(5)
    page.wait_for_load_state("networkidle")
    assert serious(page) == []
    page.goto(f"/w/{zero}/connections")
    expect(page.get_by_text("还没有会员")).to_be_visible()
    assert serious(page) == []
