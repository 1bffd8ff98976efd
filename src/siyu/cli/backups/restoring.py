"""Restoring a backup: checked first, then put in place, brought up to this version, and erasures since carried out again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from siyu.cli.backups.making import FOLDERS, MANIFEST, databases_of, fingerprint
from siyu.cli.session import RESTORING
from siyu.engine.files import sync_file, sync_folder
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

REPLACED = ("lake", "staging", "exports", *FOLDERS)


def restore_backup(home: Path, source: Path, *, replace: bool = False) -> int:
    """Restore the backup and return how many people were erased again.

    Until it has ended the home can't be opened by anything else. Raises `Refusal`, having changed nothing, for a folder
    that is no whole backup, a home with data, another home's key, or an absent log of erasures.
    """
    told = _read_manifest(source)
    _check_home(home, told, replace=replace)
    marker = home / RESTORING
    marker.touch()
    sync_folder(home)
    _put_in_place(home, source)
    erased = _bring_up()
    marker.unlink()
    sync_folder(home)
    return erased


def _read_manifest(source: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads((source / MANIFEST).read_text())
        whole = all((source / name).stat().st_size == size for name, size in told["files"].items())
    except (OSError, ValueError, KeyError):
        whole = False
    if not whole:
        raise Refusal(
            "restore.not_whole",
            Text("这不是完整的备份", "this is no whole backup"),
            where=str(source),
            mend=Text("请指定 siyu backup 写成的文件夹。", "Name a folder that siyu backup has written to its end."),
        )
    return told


def _check_home(home: Path, told: dict[str, Any], *, replace: bool) -> None:
    from siyu.unify.privacy.ledger import read_ledger

    if not replace and any(path.exists() for path in databases_of().values()):
        raise Refusal(
            "restore.home_in_use",
            Text("{home} 中已有数据", "{home} holds data already").format(home=home),
            mend=Text(
                "加上 --replace 替换，或用 --home 指定空目录。", "Add --replace, or name an empty one with --home."
            ),
        )
    if told["raw_key"] != fingerprint():
        raise Refusal(
            "restore.other_key",
            Text("此目录的 raw_key 与备份不符", "the home's raw_key is not that of the backup"),
            where="raw_key",
            mend=Text(
                "请从原目录复制 raw_key 和 erasure_key。", "Copy raw_key and erasure_key from the home it was made of."
            ),
        )
    if sum(1 for _ in read_ledger()) < told["erasures"]:
        raise Refusal(
            "restore.no_erasures",
            Text("缺少删除记录 erasures.log", "the log of erasures, erasures.log, is absent or too short"),
            where="erasures.log",
            mend=Text("请从原目录复制 erasures.log。", "Copy erasures.log from the home the backup was made of."),
        )


def _put_in_place(home: Path, source: Path) -> None:
    from django.db import connections

    connections.close_all()
    for alias, path in databases_of().items():
        for old in path.parent.glob(f"{path.name}-*"):
            old.unlink()
        shutil.copyfile(source / f"{alias}.sqlite3", path)
        path.chmod(0o600)
        sync_file(path)
    for folder in REPLACED:
        shutil.rmtree(home / folder, ignore_errors=True)
        if (source / folder).is_dir():
            shutil.copytree(source / folder, home / folder)
    sync_folder(home)


def _bring_up() -> int:
    from siyu.cli.schema import bring_up_to_date
    from siyu.unify.privacy.replaying import replay_erasures

    bring_up_to_date()
    return replay_erasures()
