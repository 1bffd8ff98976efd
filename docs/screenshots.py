"""Takes the pictures of the READMEs from a running demo: `make demo` in one terminal, `make screenshots` in another."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

PAGES = {
    "overview": "overview",
    "segment": "segments/milk-lovers",
    "value": "value?view=concentration",
    "member": "members/5",
}
LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


def main() -> None:
    """Write docs/img/<page>-<language>.png for every page and language."""
    home = Path(os.environ.get("SIYU_HOME", "siyu-data"))
    address = (home / "address").read_text().strip()
    chromium = shutil.which("chromium") or sys.exit("install Chromium first: apt-get install chromium fonts-noto-cjk")
    target = Path(__file__).parent / "img"
    target.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for short, language in LANGUAGES.items():
            take(browser, address, language, {page: target / f"{page}-{short}.png" for page in PAGES})
        browser.close()


def take(browser: Browser, address: str, language: str, targets: dict[str, Path]) -> None:
    """Sign in by a one-time link and take the pictures in one language."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale=language)
    page = context.new_page()
    page.goto(address + login_path())
    page.wait_for_load_state("networkidle")
    for name, path in targets.items():
        page.goto(f"{address}/w/demo/{PAGES[name]}")
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(800)  # charts and bars move into place
        page.screenshot(path=path)
    context.close()


def login_path() -> str:
    """Make a one-time login link for the demo's owner."""
    command = [str(Path(sys.executable).parent / "siyu"), "users", "link", "owner@localhost"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own command
    found = re.search(r"/login/\S+", printed)
    return found.group(0) if found else sys.exit(f"no login link in: {printed}")


if __name__ == "__main__":
    main()
