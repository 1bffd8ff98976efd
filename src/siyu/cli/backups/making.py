"""Making a backup: databases by SQLite's own copy, then the versions of the lake that were finished by then, then files."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path

from siyu import __version__
from siyu.engine.files import sync_file, sync_folder
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

MANIFEST = "backup.json"
FOLDERS = ("uploads", "imports")
"""Folders of a home that are copied file by file; exports, staging and older backups are not."""


def make_backup(home: Path, target: Path) -> int:
    """Write a backup into a new folder and return its bytes. Raises `Refusal` on PostgreSQL and for a folder in use.

    Loads wait while the databases and the logs of the lake are copied, some seconds; files are copied beside them.
    """
    from siyu.accounts.models import Workspace
    from siyu.connect.loads.loading import no_loads
    from siyu.engine.copying import copy_files, copy_log
    from siyu.engine.schema import TABLES

    databases = databases_of()
    _make_folder(target)
    logs = []
    with ExitStack() as stack:
        workspaces = list(Workspace.objects.order_by("pk"))
        for workspace in workspaces:
            stack.enter_context(no_loads(workspace))
        for alias, path in databases.items():
            _copy_database(path, target / f"{alias}.sqlite3")
        for workspace in workspaces:
            for table in TABLES:
                below = Path("lake", workspace.slug, table)
                logs.append(copy_log(home / below, target / below))
    for log in logs:
        if log is not None:
            copy_files(log)
    for folder in FOLDERS:
        if (home / folder).is_dir():
            shutil.copytree(home / folder, target / folder, copy_function=_copy_file)
    return _write_manifest(target)


def databases_of() -> dict[str, Path]:
    """Return the SQLite files by alias. Raises `Refusal` on PostgreSQL, which has tools of its own."""
    from django.conf import settings
    from django.db import connections

    if any(connections[alias].vendor != "sqlite" for alias in settings.DATABASES):
        raise Refusal(
            "backup.postgresql",
            Text("数据库不是 SQLite", "the database is not SQLite"),
            mend=Text(
                "请用 pg_dump 备份数据库，并复制 lake 目录。", "Use pg_dump for the database, and copy the folder lake."
            ),
        )
    return {alias: Path(database["NAME"]) for alias, database in settings.DATABASES.items()}


def fingerprint() -> str:
    """Return what tells whether a home has the key that this one's inbox is sealed with, and nothing of the key."""
    from django.conf import settings

    return hashlib.sha256(f"siyu backup\x1f{settings.SIYU_RAW_KEY}".encode()).hexdigest()[:16]


def _make_folder(target: Path) -> None:
    if target.exists() and any(target.iterdir()):
        raise Refusal(
            "backup.exists",
            Text("文件夹不是空的", "the folder is not empty"),
            where=str(target),
            mend=Text("请指定一个新的文件夹。", "Name a new folder."),
        )
    try:
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        text = Text("无法建立文件夹：{error}", "the folder can't be made: {error}").format(error=error.strerror)
        raise Refusal("backup.folder", text, where=str(target)) from None


def _copy_database(file: Path, copy: Path) -> None:
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as made:
        source.backup(made)
    sync_file(copy)


def _copy_file(source: str, target: str) -> None:
    """Copy a file that may be dropped meanwhile, as uploads are after a week."""
    try:
        shutil.copyfile(source, target)
    except FileNotFoundError:
        return
    Path(target).chmod(0o600)
    sync_file(Path(target))


def _write_manifest(target: Path) -> int:
    from siyu.unify.privacy.ledger import read_ledger

    sizes = {
        path.relative_to(target).as_posix(): path.stat().st_size for path in sorted(target.rglob("*")) if path.is_file()
    }
    told = {
        "kind": "siyu-backup",
        "version": 1,
        "siyu": __version__,
        "made_at": datetime.now(UTC).isoformat(),
        "raw_key": fingerprint(),
        "erasures": sum(1 for _ in read_ledger()),
        "files": sizes,
    }
    made = target / f".{MANIFEST}"
    made.write_text(json.dumps(told, indent=1))
    sync_file(made)
    made.rename(target / MANIFEST)
    sync_folder(target)
    return sum(sizes.values())
