"""Events come in by a write key made in the console; what is wrong with them is seen, mended and sent again."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import urllib.request
from base64 import b64encode
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.live import Live
from tests.browser.test_looks import serious

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PATIENCE_S = 60.0


@pytest.fixture(scope="package")
def key(live: Live) -> str:
    """A write key of the shop."""
    return live.siyu("keys", "create", "write", "tests", "--workspace", "shop").strip()


def send(live: Live, key: str, *events: dict[str, Any]) -> None:
    """Send a batch as an SDK does."""
    authorisation = b64encode(f"{key}:".encode()).decode()
    headers = {"Authorization": f"Basic {authorisation}", "Content-Type": "application/json"}
    batch = [{"type": "track", "userId": "someone", **event} for event in events]
    request = urllib.request.Request(live.address + "/v1/batch", json.dumps({"batch": batch}).encode(), headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert answer.status == 200


def test_a_write_key_comes_with_code_that_works(page: Page, live: Live) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/events")
    page.get_by_role("link", name="接入事件").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("用途").fill("官网")
    dialog.get_by_label("速率上限").fill("none")
    dialog.get_by_role("button", name="新建密钥").click()
    expect(dialog.get_by_text("请填 1 到 1,000,000 的整数")).to_be_visible()
    dialog.get_by_label("速率上限").fill("500")
    dialog.get_by_role("button", name="新建密钥").click()
    expect(dialog.get_by_label("密钥", exact=True)).to_have_value(re.compile("^siyu_"))
    assert serious(page) == []
    code = {}
    for tab in ("curl", "Segment Python", "RudderStack", "神策"):
        dialog.get_by_role("tab", name=tab, exact=True).click()
        code[tab] = dialog.locator("pre").inner_text()
    done = subprocess.run(["bash", "-c", code.pop("curl")], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout) == {"success": True}, done.stderr
    for snippet in code.values():
        subprocess.run([sys.executable, "-c", snippet], check=True, timeout=60)
    dialog.locator(".dialog-foot").get_by_role("button", name="关闭").click()
    row = page.get_by_role("row").filter(has_text="官网")
    expect(row).to_contain_text("500")
    row.get_by_role("button", name="接入代码").click()
    expect(page.get_by_role("dialog").locator("pre")).to_contain_text("WRITE_KEY")
    _seen(page, "浏览", 4)


def test_a_type_is_looked_at_and_fixed(page: Page, live: Live, key: str) -> None:
    from playwright.sync_api import expect

    send(live, key, {"event": "Tasted", "properties": {"stars": 5}}, {"event": "Tasted", "properties": {"stars": "5"}})
    _seen(page, "Tasted", 2)
    page.get_by_role("link", name="Tasted").click()
    row = page.get_by_role("row").filter(has_text="stars")
    expect(row).to_contain_text("数值50%")
    page.get_by_role("button", name="固定结构", exact=True).click()
    row.get_by_role("combobox").select_option("number")
    page.get_by_placeholder("新属性的名称").fill("place")
    page.get_by_role("button", name="添加属性").click()
    page.get_by_role("button", name="固定为此结构").click()
    expect(page.get_by_text("没有违例")).to_be_visible()
    send(live, key, {"event": "Tasted", "properties": {"stars": "five", "odd": 1}})
    _seen(page, "Tasted", 3)
    page.get_by_role("link", name="Tasted").click()
    expect(page.get_by_text("应为数值，实为文本")).to_be_visible()
    expect(page.get_by_text("未约定的属性（数值）")).to_be_visible()
    assert serious(page) == []


def test_events_appear_live_until_paused(page: Page, live: Live, key: str) -> None:
    from playwright.sync_api import expect

    page.goto("/w/shop/events?tab=live&type=Heard")
    expect(page.get_by_text("最近没有符合条件的事件")).to_be_visible()
    send(live, key, {"event": "Heard", "properties": {"song": "first", "phone": "13912345678"}})
    row = page.get_by_role("row").filter(has_text="first")
    expect(row).to_contain_text("隐私内容已加密")
    assert page.get_by_text("13912345678").count() == 0
    row.get_by_role("button", name="展开").click()
    expect(page.get_by_text("收到时间")).to_be_visible()
    assert serious(page) == []
    page.get_by_role("button", name="暂停").click()
    send(live, key, {"event": "Heard", "properties": {"song": "second"}})
    page.wait_for_timeout(3_000)
    assert page.get_by_role("row").filter(has_text="second").count() == 0
    page.get_by_role("button", name="继续").click()
    expect(page.get_by_role("row").filter(has_text="second")).to_be_visible()


def test_letters_are_read_replayed_and_discarded(page: Page, live: Live, key: str) -> None:
    from playwright.sync_api import expect

    letters = [{"event": f"Lost {number}", "userId": "", "properties": {"phone": "13912345678"}} for number in range(3)]
    send(live, key, *letters)
    page.goto("/w/shop/dead-letters")
    _until(page, lambda: page.get_by_role("row").filter(has_text="Lost").count() == 3)
    reason = page.locator(".reasons li").filter(has_text="event.nobody")
    expect(reason.locator(".num")).to_have_text("3")
    page.get_by_role("row").filter(has_text="Lost 1").get_by_role("button", name="展开").click()
    expect(page.locator(".json")).to_contain_text("•••（11）")
    page.get_by_role("button", name="查看原文").click()
    expect(page.locator(".json")).to_contain_text("13912345678")
    assert serious(page) == []
    page.get_by_role("row").filter(has_text="Lost 2").get_by_role("checkbox").check()
    page.locator(".bulk").get_by_role("button", name="丢弃").click()
    page.get_by_role("dialog").get_by_role("button", name="丢弃 1 封").click()
    expect(reason.locator(".num")).to_have_text("2")
    reason.get_by_role("button", name="全部重放").click()
    expect(page.get_by_role("dialog")).to_contain_text("重放 2 封死信？")
    page.get_by_role("dialog").get_by_role("button", name="重放 2 封").click()
    expect(page.get_by_role("status").filter(has_text="已重放 2 封")).to_be_visible()
    _until(page, lambda: page.get_by_role("row").filter(has_text="Lost").count() == 2)
    reason.get_by_role("button", name="全部丢弃").click()
    page.get_by_role("dialog").get_by_role("button", name="丢弃 2 封").click()
    expect(page.get_by_text("没有待处理的死信")).to_be_visible()
    page.get_by_role("link", name="看已处理的").click()
    expect(page.get_by_role("row").filter(has_text="已重放")).to_have_count(2)


def test_a_webhook_is_made_from_a_sample_and_takes_calls(page: Page, live: Live) -> None:
    from playwright.sync_api import expect

    sample = {"kind": "scan", "who": {"phone": "13800000001"}, "scan": {"id": "s1", "at": "2026-01-01T08:00:00Z"}}
    page.goto("/w/shop/webhooks/new")
    page.get_by_label("名称").fill("扫码枪")
    page.get_by_label("内容").select_option("events")
    page.get_by_label("样例（JSON）").fill(json.dumps(sample))
    expect(page.get_by_text("还有必填字段没有对应")).to_be_visible()
    kind = page.get_by_role("row").filter(has_text="type").first
    kind.get_by_role("combobox").first.select_option("fixed")
    kind.locator("input").fill("scanned")
    at = page.get_by_role("row").filter(has_text="occurred_at").first
    at.get_by_role("combobox").first.select_option("path")
    at.locator("input").fill("scan.at")
    page.get_by_role("button", name="添加标识").click()
    expect(page.get_by_label("标识所在路径")).to_have_value("who.phone")
    expect(page.get_by_text("得到 1 行：1 行可载入，0 行有问题。")).to_be_visible()
    expect(page.locator(".made-row")).to_contain_text("+8613800000001")
    assert serious(page) == []
    page.get_by_role("button", name="发布").click()
    dialog = page.get_by_role("dialog")
    address = dialog.get_by_role("textbox").input_value()
    assert address.startswith(live.address + "/v1/hooks/whk_")
    dialog.locator(".dialog-foot").get_by_role("button").click()
    page.wait_for_url(re.compile(r"/webhooks/\d+$"))
    request = urllib.request.Request(address, json.dumps(sample).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert answer.status == 200
    page.get_by_role("button", name="添加条件").click()
    page.get_by_label("路径", exact=True).fill("kind")
    page.get_by_label("值，用逗号分隔").fill("scan")
    expect(page.get_by_label("Webhook 的 YAML")).to_have_value(re.compile("when:"))
    page.get_by_role("button", name="发布").click()
    expect(page.get_by_text("第 2 版")).to_be_visible()
    page.get_by_role("button", name="历史版本").click()
    expect(page.get_by_role("dialog")).to_contain_text("与第 1 版相比")
    page.get_by_role("dialog").get_by_role("button", name="关闭").click()
    page.get_by_role("button", name="停用").click()
    page.get_by_role("dialog").get_by_role("button", name="停用").click()
    expect(page.get_by_role("button", name="恢复接收")).to_be_visible()
    page.goto("/w/shop/webhooks")
    row = page.get_by_role("row").filter(has_text="扫码枪")
    _until(page, lambda: "1" in row.get_by_role("cell").all_inner_texts())
    expect(row).to_contain_text("已停用")


def _seen(page: Page, name: str, count: int) -> None:
    """Wait until the catalogue has counted so many events of the type."""
    page.goto(f"/w/shop/events?search={name}")
    row = page.get_by_role("row").filter(has_text=name)
    _until(page, lambda: str(count) in row.get_by_role("cell").all_inner_texts())


def _until(page: Page, holds: Any) -> None:
    until(page, "table.data tbody tr", holds)


def until(page: Page, there: str, holds: Any) -> None:
    """Load the page again until it shows what is to come: the worker loads within seconds."""
    latest = time.monotonic() + PATIENCE_S
    while True:
        page.get_by_role("heading", level=1).wait_for()
        page.wait_for_load_state("networkidle")
        if page.locator(there).count() and holds():
            return
        assert time.monotonic() < latest, page.locator("main").inner_text()
        page.wait_for_timeout(500)
        page.reload()
