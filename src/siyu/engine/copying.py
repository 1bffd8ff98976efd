"""Copying one version of a table while writers and upkeep go on: its log up to that version, and the files it reads."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from deltalake import DeltaTable

from siyu.engine.commit import live_files
from siyu.engine.files import sync_file, sync_folder

_HINT = "_last_checkpoint"


@dataclass(frozen=True, slots=True)
class CopiedLog:
    """A copied log, and the files its version reads, to be copied next."""

    root: Path
    target: Path
    version: int
    files: tuple[str, ...]


def copy_log(root: Path, target: Path) -> CopiedLog | None:
    """Copy the log of the newest version into a new folder; None when there is no table.

    The files it names are to be copied within the hour that retired ones stay.
    """
    if not DeltaTable.is_deltatable(root):
        return None
    table = DeltaTable(root)
    version, log = table.version(), target / "_delta_log"
    log.mkdir(parents=True)
    for path in sorted((root / "_delta_log").iterdir()):
        number = path.name.partition(".")[0]
        if number.isdecimal() and int(number) <= version:
            _copy(path, log / path.name)
    hint = root / "_delta_log" / _HINT
    if hint.exists() and json.loads(hint.read_text())["version"] <= version:
        _copy(hint, log / _HINT)
    sync_folder(log)
    return CopiedLog(root, target, version, tuple(sorted(live_files(table))))


def copy_files(copied: CopiedLog) -> int:
    """Copy the files the version reads, durably, and return their bytes."""
    written = 0
    for name in copied.files:
        path = copied.target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        written += _copy(copied.root / name, path)
    for folder in {(copied.target / name).parent for name in copied.files}:
        sync_folder(folder)
    sync_folder(copied.target)
    return written


def _copy(source: Path, target: Path) -> int:
    shutil.copyfile(source, target)
    sync_file(target)
    return target.stat().st_size
