"""The database's schema: looked at, backed up, brought up to this version; a newer one is refused."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from siyu.lib.errors import Refusal
from siyu.lib.text import Text

BACKUPS_KEPT = 5


def refuse_unready() -> None:
    """Refuse to work on a database that is missing, older or newer than this version."""
    pending, newer = _differences()
    if newer:
        raise _too_new(newer)
    if pending:
        raise Refusal(
            "home.not_migrated",
            Text("数据库尚未建立或版本较旧", "the database is not there yet or older than this version"),
            mend=Text(
                "请先运行 siyu up；或用 --home 指定别的目录。", "Run siyu up first, or name another folder with --home."
            ),
        )


def bring_up_to_date() -> Path | None:
    """Apply what is missing, after a backup of a SQLite database that holds something; return the backup's path."""
    from django.core.management import call_command

    pending, newer = _differences()
    if newer:
        raise _too_new(newer)
    if not pending:
        return None
    backup = _back_up() if _holds_tables() else None
    for alias in _aliases():
        call_command("migrate", interactive=False, verbosity=0, database=alias)
    return backup


def pending_count() -> int:
    """Return how many migrations are missing; refuses a newer database."""
    pending, newer = _differences()
    if newer:
        raise _too_new(newer)
    return pending


def _aliases() -> list[str]:
    from django.conf import settings

    return list(settings.DATABASES)


def _differences() -> tuple[int, list[str]]:
    """Return over all databases how many migrations are missing, and which are unknown here."""
    found = [_differences_of(alias) for alias in _aliases()]
    return sum(missing for missing, _ in found), [name for _, newer in found for name in newer]


def _differences_of(alias: str) -> tuple[int, list[str]]:
    from django.db import DatabaseError, connections
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connections[alias])
    except DatabaseError as error:
        raise Refusal(
            "database.unreachable",
            Text("无法使用数据库：{error}", "the database can't be used: {error}").format(error=str(error).strip()),
            mend=Text("请检查 DATABASE_URL 和目录权限。", "Check DATABASE_URL and the folder's permissions."),
        ) from error
    graph = executor.loader.graph
    plan = executor.migration_plan(graph.leaf_nodes())
    ours = {app for app, _ in graph.nodes}
    newer = [
        f"{app}.{name}"
        for app, name in executor.loader.applied_migrations
        if app in ours and (app, name) not in graph.nodes
    ]
    return len(plan), newer


def _too_new(newer: list[str]) -> Refusal:
    return Refusal(
        "home.newer",
        Text("数据库由更新版本的 Siyu 建立（{names}）", "the database was made by a newer Siyu ({names})").format(
            names=", ".join(sorted(newer)[:3])
        ),
        mend=Text("请升级 Siyu，或恢复 backups 中的备份。", "Upgrade Siyu, or restore a file from the folder backups."),
    )


def _holds_tables() -> bool:
    from django.db import connection

    return bool(connection.introspection.table_names())


def _back_up() -> Path | None:
    """Copy each SQLite database that is there; return the copy of the main one."""
    from django.conf import settings
    from django.db import connection

    if connection.vendor != "sqlite":
        return None
    folder = Path(settings.SIYU_HOME) / "backups"
    folder.mkdir(exist_ok=True, mode=0o700)
    now = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    files = {alias: Path(settings.DATABASES[alias]["NAME"]) for alias in _aliases()}
    for alias, file in files.items():
        if file.exists():
            _copy(file, folder, f"before-{now}" if alias == "default" else f"{alias}-before-{now}")
    return folder / f"before-{now}.sqlite3"


def _copy(file: Path, folder: Path, name: str) -> None:
    backup = folder / f"{name}.sqlite3"
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(backup)) as target:
        source.backup(target)
    backup.chmod(0o600)
    kind = name.partition("before-")[0]
    for old in sorted(folder.glob(f"{kind}before-*.sqlite3"))[:-BACKUPS_KEPT]:
        old.unlink()
