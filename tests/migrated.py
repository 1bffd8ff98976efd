"""Databases of this version that hold nothing: migrated once, until a migration changes, and copied by whoever needs one."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import django
import pytest

ROOT = Path(__file__).parents[1]
KEPT = ROOT / ".pytest_cache" / "migrated"
FILES = {"default": "siyu.sqlite3", "inbox": "inbox.sqlite3"}
PROGRAM = "import django; django.setup(); from siyu.cli.schema import bring_up_to_date; bring_up_to_date()"


def plant(home: Path) -> None:
    """Put the databases into a new home, as the first command in it would: that takes a machine many seconds."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in FILES.values():
        shutil.copyfile(_kept() / name, home / name)


@cache
def _kept() -> Path:
    """Return the folder with the files; who finds none makes them while all others wait."""
    state = sha256(django.__version__.encode())
    for file in sorted((ROOT / "src").rglob("migrations/*.py")):
        state.update(bytes(file.relative_to(ROOT)) + file.read_bytes())
    folder = KEPT / state.hexdigest()[:16]
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            with TemporaryDirectory(dir=KEPT) as made:
                _migrate(Path(made) / "home")
                (Path(made) / "home").rename(folder)
    return folder


def _migrate(home: Path) -> None:
    home.mkdir()
    others = ("DATABASE_URL", "SIYU")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    ours = {"SIYU_HOME": str(home), "DJANGO_SETTINGS_MODULE": "siyu.config.settings", "PYTHONPATH": str(ROOT / "src")}
    subprocess.run([sys.executable, "-c", PROGRAM], env=environment | ours, check=True)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Let Django take the files as they are planted; the home of the run is removed with them."""
    return _is_sqlite()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Plant the databases of this process as soon as it is known where they are to be."""
    from django.conf import settings

    if _is_sqlite():
        for alias, database in settings.DATABASES.items():
            shutil.copyfile(_kept() / FILES[alias], database["TEST"]["NAME"])


def _is_sqlite() -> bool:
    from django.conf import settings

    return bool(settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"))
