"""A real server on a small shop that came in through the real import, and a Chromium to look at it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.brand import write_brand
from tests.browser.live import Live, serve
from tests.browser.shop import write_shop

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""Drawn by the processor in the plainest way, and nothing done beside the tests."""
PATIENCE_MS = 60_000
"""A loaded machine is slow; nothing here is about speed."""
MUST = os.environ.get("SIYU_REQUIRE_BROWSER") == "1"
SITE = Path(__file__).parents[2] / "src" / "siyu" / "console" / "static" / "index.html"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say aloud that nobody looked at the console."""
    missing = _missing()
    if missing:
        terminalreporter.write_line(f"The browser tests were SKIPPED: {missing}", yellow=True, bold=True)


def _missing() -> str:
    if not CHROMIUM:
        return "there is no Chromium (apt-get install chromium fonts-noto-cjk)"
    return "" if SITE.exists() else "the console is not built (python hatch_build.py)"


@pytest.fixture(scope="package")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The shop's server, started once for all browser tests."""
    missing = _missing()
    if missing and not MUST:
        pytest.skip(missing)
    assert not missing, missing
    folder = tmp_path_factory.mktemp("live")
    yield from serve(folder, write_shop(folder))


@pytest.fixture(scope="package")
def browser(live: Live) -> Iterator[Browser]:
    """One Chromium; ended before tests of other folders, because it keeps an event loop running."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


@pytest.fixture(scope="package")
def signed_in(browser: Browser, live: Live) -> str:
    """The cookies of Alice, who came in by a one-time link, in a file."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(live.login_link("alice@shop.example"))
    page.get_by_role("heading", level=1).wait_for()
    kept = str(live.home / "alice.json")
    context.storage_state(path=kept)
    context.close()
    return kept


@pytest.fixture(scope="package")
def zero(live: Live) -> str:
    """A workspace of Alice's in which there is nothing at all."""
    live.siyu("workspaces", "add", "zero", "--name", "Nothing yet", "--owner", "alice@shop.example")
    return "zero"


@pytest.fixture(scope="package")
def connected(live: Live) -> str:
    """A workspace of Alice's that is connected with a platform, whose customers come in."""
    live.siyu("workspaces", "add", "connected", "--name", "Connected", "--owner", "alice@shop.example")
    return "connected"


@pytest.fixture(scope="package")
def brand(live: Live, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A workspace of Alice's with stores, orders of nobody and a phone on two cards."""
    live.siyu("workspaces", "add", "brand", "--name", "Brand", "--owner", "alice@shop.example")
    for kind, file in write_brand(tmp_path_factory.mktemp("brand")).items():
        live.siyu("import", kind, str(file), "--workspace", "brand")
    return "brand"


@pytest.fixture
def page(browser: Browser, live: Live, signed_in: str) -> Iterator[Page]:
    """Alice's page in Chinese; an error in the page's console fails the test."""
    context = browser.new_context(
        base_url=live.address, locale="zh-CN", storage_state=signed_in, viewport={"width": 1440, "height": 900}
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    context.close()
    assert errors == []
