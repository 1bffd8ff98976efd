"""Both languages, light and dark, and nothing serious found by axe on any page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
PAGES = (
    "overview", "imports", "imports?tab=templates", "imports?tab=pulls", "imports/new", "imports/pulls/999",
    "members", "members/1", "members/1?tab=orders", "members/1?tab=timeline",
    "members/1?tab=profile", "segments", "segments/new", "tags", "tags/new", "tags/999", "tag-sources",
    "members/1?tab=tags", "overlaps", "value", "value?view=concentration", "features",
    "behaviour", "behaviour?view=funnel", "behaviour?view=paths", "behaviour?view=stickiness", "funnels/new", "funnels/nothing",
    "users", "api-keys", "audit", "settings", "events", "events?tab=live", "events/Nothing", "dead-letters",
    "dead-letters?settled=true", "webhooks", "webhooks/new", "webhooks/999", "surveys", "surveys/new", "surveys/999", "leads",
    "leads?view=contacts", "templates/new", "templates/nothing", "nowhere",
)  # fmt: skip
EMPTY = (
    "overview",
    "imports",
    "imports?tab=templates",
    "imports?tab=pulls",
    "members",
    "segments",
    "behaviour",
    "behaviour?view=funnel",
    "behaviour?view=stickiness",
    "tags",
    "tag-sources",
    "events",
    "events?tab=live",
    "dead-letters",
    "webhooks",
    "api-keys",
)

OPENED: tuple[tuple[str, Literal["button", "combobox"], str, str], ...] = (
    ("segments/new", "combobox", "条件", ".option"),
    ("members", "button", "显示的列", ".chooser.placed"),
    ("imports?tab=templates", "button", "改名", "dialog[open]"),
    ("imports?tab=pulls", "button", "新建文件夹拉取", "dialog[open]"),
    ("users", "button", "添加用户", "dialog[open]"),
    ("api-keys", "button", "新建密钥", "dialog[open]"),
    ("overview", "button", "alice@shop.example", ".menu.placed"),
)


def test_the_language_is_switched_in_place(page: Page) -> None:
    page.goto("/w/shop/members")
    page.get_by_role("heading", name="会员").wait_for()
    page.get_by_text("EN", exact=True).click()
    page.get_by_role("heading", name="Members").wait_for()
    assert page.locator("html").get_attribute("lang") == "en"
    page.reload()
    page.get_by_role("heading", name="Members").wait_for()


def test_the_shade_follows_the_system_until_chosen(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/w/shop/overview")
    page.get_by_role("heading", level=1).wait_for()
    assert page.locator("html").get_attribute("data-shade") == "dark"
    page.get_by_role("button", name="切换为亮色").click()
    assert page.locator("html").get_attribute("data-shade") == "light"
    page.reload()
    page.get_by_role("heading", level=1).wait_for()
    assert page.locator("html").get_attribute("data-shade") == "light"


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_axe_finds_nothing_serious(page: Page, shade: str) -> None:
    page.add_init_script(f"localStorage.setItem('siyu.preferences', '{{\"shade\":\"{shade}\"}}')")
    found = []
    for path in PAGES:
        page.goto(f"/w/shop/{path}")
        page.wait_for_load_state("networkidle")
        page.get_by_role("heading", level=1).wait_for()
        assert page.get_by_role("heading", level=1).count() == 1, path
        found += serious(page)
    assert found == []


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_axe_finds_nothing_serious_where_nothing_is(page: Page, zero: str, shade: str) -> None:
    page.add_init_script(f"localStorage.setItem('siyu.preferences', '{{\"shade\":\"{shade}\"}}')")
    found = []
    for path in EMPTY:
        page.goto(f"/w/{zero}/{path}")
        page.wait_for_load_state("networkidle")
        page.get_by_role("heading", level=1).wait_for()
        found += serious(page)
    assert found == []


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_axe_finds_nothing_serious_in_what_opens(page: Page, shade: str) -> None:
    page.add_init_script(f"localStorage.setItem('siyu.preferences', '{{\"shade\":\"{shade}\"}}')")
    found = []
    for path, role, name, opened in OPENED:
        page.goto(f"/w/shop/{path}")
        page.get_by_role(role, name=name, exact=True).first.click()
        page.locator(opened).first.wait_for()
        found += serious(page)
    assert found == []


def serious_in_both_shades(page: Page) -> list[tuple[str, str, str]]:
    """Return what axe finds on the page in light and in dark; nobody may have chosen a shade."""
    found = []
    for shade in ("light", "dark"):
        page.emulate_media(color_scheme=shade, reduced_motion="reduce")
        page.locator(f"html[data-shade={shade}]").wait_for()
        found += serious(page)
    return found


def serious(page: Page) -> list[tuple[str, str, str]]:
    """Return what axe finds on the page that is serious or critical."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    report = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        (page.url, violation["id"], violation["nodes"][0]["html"])
        for violation in report["violations"]
        if violation["impact"] in {"serious", "critical"}
    ]
