"""The console's page, its files and its headers."""

from __future__ import annotations

import gzip
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

PAGE = "<!doctype html><title>built</title>"


@pytest.fixture
def built(tmp_path: Path, settings: Any) -> Path:
    folder = tmp_path / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(PAGE)
    (folder / "assets" / "index-Ab12Cd34.js").write_text("run()")
    (folder / "favicon.svg").write_text("<svg/>")
    (tmp_path / "secret_key").write_text("secret")
    settings.CONSOLE = settings.STATIC_ROOT = folder
    return folder


@pytest.mark.parametrize("path", ["/", "/members", "/members/17?tab=orders", "/segments/vip.2026", "/login"])
def test_every_address_of_the_console_is_its_one_page(built: Path, path: str) -> None:
    answer = Client().get(path)
    assert answer.content.decode() == PAGE
    assert "csrftoken" in answer.cookies
    assert "no-store" in answer["Cache-Control"]


def test_a_file_with_a_hash_in_its_name_is_kept_for_ever(built: Path) -> None:
    answer = Client().get("/static/assets/index-Ab12Cd34.js")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "max-age=315360000, public, immutable")
    answer.close()


def test_a_file_without_one_is_not(built: Path) -> None:
    answer = Client().get("/static/favicon.svg")
    assert "immutable" not in answer["Cache-Control"]
    answer.close()


@pytest.mark.parametrize(
    "path", ["/static/../secret_key", "/static/%2e%2e/secret_key", "/static/..%2fsecret_key", "/static/assets/nope.js"]
)
def test_no_file_outside_the_folder_is_served(built: Path, path: str) -> None:
    assert Client().get(path).status_code == 404


def test_it_says_how_to_build_a_console_that_is_not_there(tmp_path: Path, settings: Any) -> None:
    settings.CONSOLE = tmp_path
    answer = Client().get("/")
    assert answer.status_code == 503
    assert "python hatch_build.py" in answer.content.decode()


def test_the_one_style_that_is_written_into_a_page_is_allowed(tmp_path: Path, settings: Any) -> None:
    settings.CONSOLE = tmp_path
    answer = Client().get("/")
    written = answer.content.decode().partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(written.encode()).digest()).decode()
    assert f"style-src 'self' 'sha256-{digest}'" in answer["Content-Security-Policy"]


def test_a_file_is_sent_small_to_whoever_can_read_that(built: Path) -> None:
    script = built / "assets" / "index-Ab12Cd34.js"
    text = b"run();" * 200
    script.write_bytes(text)
    script.with_name(f"{script.name}.gz").write_bytes(gzip.compress(text))
    small = Client().get("/static/assets/index-Ab12Cd34.js", headers={"accept-encoding": "gzip"})
    assert (small["Content-Encoding"], small["Vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(small.getvalue()) == text
    plain = Client().get("/static/assets/index-Ab12Cd34.js")
    assert plain.getvalue() == text
    small.close()
    plain.close()


def test_the_page_lets_only_its_own_scripts_run_and_nobody_frame_it(built: Path) -> None:
    answer = Client().get("/")
    policy, style = re.subn(r"'sha256-[\w+/]{43}='", "(its own)", answer["Content-Security-Policy"])
    assert policy == (
        "default-src 'self'; script-src 'self'; style-src 'self' (its own); img-src 'self' data:; "
        "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    )
    assert style == 1
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Referrer-Policy"] == "same-origin"


def test_it_takes_no_other_method_than_reading(built: Path) -> None:
    assert Client().post("/members").status_code == 405


def test_it_answers_no_other_host(built: Path) -> None:
    assert Client().get("/", headers={"host": "evil.example"}).status_code == 400
