"""`siyu` run in this process on the test database, or as a real process on a home of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from siyu.accounts.models import Workspace
from siyu.cli import root

Run = Callable[..., Any]


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let whatever runs a command see every database: a command brings all of them up to date."""
    for item in items:
        if "siyu" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db(transaction=True, databases="__all__"))


@pytest.fixture
def siyu(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, home: Path, transactional_db: None) -> Run:
    """Run a command in this process, in English unless it says otherwise."""
    for name in ("SIYU_LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("SIYU_HOME", str(home))

    def run(*arguments: str, **environment: str) -> Done:
        capfd.readouterr()
        with pytest.MonkeyPatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            with pytest.raises(SystemExit) as ended:
                root.run(arguments)
        return Done(int(ended.value.code or 0), *capfd.readouterr())

    return run


@pytest.fixture
def shop(siyu: Run) -> Workspace:
    """The workspace `shop` in US dollars, opened by command."""
    assert siyu("workspaces", "add", "shop", "--currency", "USD", "--owner", "alice@shop.example").returncode == 0
    return Workspace.objects.get(slug="shop")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """What a newcomer's shell has; the database is the home's SQLite file whatever the suite runs on."""
    ours = ("SIYU", "DATABASE", "DJANGO", "LC_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {"SIYU_HOME": str(tmp_path / "home"), "LANG": "en_US.UTF-8"}


@pytest.fixture
def process(environment: dict[str, str], tmp_path: Path) -> Run:
    """Run a command as a process of its own."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "siyu.cli", *arguments],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )

    return run
