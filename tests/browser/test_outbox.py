"""The outbox and the policy: empty, with suppressions, a forecast of a draft, and other rules saved in versions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.test_looks import serious

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_an_empty_outbox_says_what_it_is_for(page: Page, zero: str) -> None:
    for tab, words in (("", "还没有消息"), ("?tab=batches", "还没有群发"), ("?tab=suppressions", "没有禁止联系的记录")):
        page.goto(f"/w/{zero}/outbox{tab}")
        page.get_by_text(words, exact=True).wait_for()
        assert serious(page) == []


def test_a_send_is_forecast_before_anything_goes(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/outbox?tab=batches")
    _save_segment(page)
    page.reload()
    page.get_by_role("button", name="群发…").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="预测")).to_be_disabled()
    dialog.get_by_label("名称").fill("五月上新")
    dialog.get_by_label("发给").select_option("everybody")
    dialog.get_by_label("发送方式").select_option("sms")
    dialog.get_by_label("文字").fill("新品到店")
    dialog.get_by_role("button", name="预测").click()
    expect(dialog.get_by_role("region", name="预测")).to_contain_text("未同意营销")
    send = dialog.get_by_role("button", name="确认发送")
    expect(send).to_be_disabled()
    dialog.get_by_label("输入名称“五月上新”以确认").fill("五月上新")
    expect(send).to_be_enabled()
    assert serious(page) == []
    send.click()
    row = page.get_by_role("row").filter(has_text="五月上新")
    expect(row).to_be_visible()
    page.goto("/w/shop/outbox")
    expect(page.get_by_text("未同意营销").first).to_be_visible()
    assert serious(page) == []


def test_somebody_is_suppressed_and_it_is_lifted(page: Page) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/outbox?tab=suppressions")
    page.get_by_role("button", name="登记禁止联系").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="登记禁止联系").click()
    expect(dialog).to_contain_text("请填写会员号")
    dialog.get_by_label("对象").fill("3")
    dialog.get_by_role("button", name="登记禁止联系").click()
    row = page.get_by_role("row").filter(has_text="要求不再联系")
    expect(row).to_contain_text("所有渠道")
    assert serious(page) == []
    row.get_by_role("button", name="解除").click()
    expect(row.get_by_role("button", name="解除")).to_have_count(0)


def test_other_rules_are_saved_in_versions(page: Page, zero: str) -> None:
    from playwright.sync_api import expect

    page.goto(f"/w/{zero}/policy")
    expect(page.get_by_text("现在是出厂规则（第 0 版）", exact=False)).to_be_visible()
    assert serious(page) == []
    page.get_by_role("spinbutton", name="全局对照组").fill("5")
    page.get_by_label("禁用词").fill("最\n第一")
    expect(page.get_by_label("发送规则的 YAML")).to_have_value(re.compile("holdout: 5%"))
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("第 1 版", exact=False).first).to_be_visible()
    page.reload()
    expect(page.get_by_role("spinbutton", name="全局对照组")).to_have_value("5")
    page.get_by_role("button", name="添加上限").click()
    expect(page.get_by_role("button", name="删除")).to_have_count(3)


def _save_segment(page: Page) -> None:
    """Save a segment of everybody, as the console would."""
    label = {"zh-CN": "所有人", "en": "Everybody"}
    rule = {"not": {"feature": "orders_total", "is": {"gte": 1_000_000}}}
    document = {"kind": "segment", "name": "everybody", "label": label, "rule": rule, "refresh": "live"}
    token = next(one["value"] for one in page.context.cookies() if one["name"].endswith("csrftoken"))
    saved = page.request.post(
        "/api/v1/workspaces/shop/segments", data={"document": document}, headers={"X-CSRFToken": token}
    )
    assert saved.status == 201, saved.text()
