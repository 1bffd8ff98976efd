"""Copying a file out of its folder: read once, hashed on the way, and whole or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from pathlib import Path

from siyu.connect.pulls.listing import Seen, seen_from
from siyu.engine.files import sync_folder
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

BLOCK = 1 << 20
SPARE_BYTES = 512 * 1024 * 1024
"""Room that is left on the disk: a full one would stop everything else."""


class ChangedError(Exception):
    """The file is no longer the one that was seen: it is waited for again."""


def copy_out(folder: int, seen: Seen, target: Path) -> str:
    """Copy a file of an open folder to `target`, which may be there from an earlier try; return the SHA-256 of its bytes.

    Raises `ChangedError` when it is not what was seen any more, also while it was read, and `Refusal` for one that can't
    be read, is no plain file, or for which the disk has no room.
    """
    source = _open(folder, seen.name)
    made = target.with_name(f".{target.name}")
    try:
        _refuse_changed(source, seen)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _refuse_too_full(target.parent, seen.size)
        digest = _copy(source, made, seen)
        _refuse_changed(source, seen)
        made.rename(target)
        sync_folder(target.parent)
    except OSError as error:
        raise _unreadable(error) from error
    finally:
        os.close(source)
        made.unlink(missing_ok=True)
    return digest


def _open(folder: int, name: str) -> int:
    try:
        # A pipe would be waited for without NONBLOCK; a link is not followed.
        return os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    except FileNotFoundError:
        raise ChangedError(name) from None
    except OSError as error:
        raise _unreadable(error) from None


def _unreadable(error: OSError) -> Refusal:
    return Refusal(
        "pull.file_unreadable",
        Text("读不了文件：{why}", "the file can't be read: {why}").format(why=error.strerror),
        mend=Text("请让运行 Siyu 的用户可以读它。", "Let the user that Siyu runs as read it."),
    )


def _copy(source: int, made: Path, seen: Seen) -> str:
    digest, read = hashlib.sha256(), 0
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        while block := os.read(source, BLOCK):
            read += len(block)
            if read > seen.size:
                raise ChangedError(seen.name)
            digest.update(block)
            out.write(block)
        out.flush()
        os.fsync(out.fileno())
    if read != seen.size:
        raise ChangedError(seen.name)
    return digest.hexdigest()


def _refuse_changed(source: int, seen: Seen) -> None:
    told = os.fstat(source)
    if not stat.S_ISREG(told.st_mode) or seen_from(seen.name, told) != seen:
        raise ChangedError(seen.name)


def _refuse_too_full(folder: Path, size: int) -> None:
    free = shutil.disk_usage(folder).free
    if size + SPARE_BYTES > free:
        raise Refusal(
            "pull.disk_full",
            Text(
                "磁盘空间不足：文件 {size:,} 字节，可用 {free:,} 字节",
                "the disk has too little room: the file has {size:,} bytes, {free:,} are free",
            ).format(size=size, free=free),
            mend=Text("请腾出空间；之后会自动再取。", "Make room; it is taken again by itself."),
        )
