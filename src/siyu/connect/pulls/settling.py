"""What is done with a file once its import is over: left where it is, or moved beside, exactly once."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from siyu.connect.imports.models import Import
from siyu.connect.pulls.documents import MOVE, PullDocument
from siyu.connect.pulls.folders import open_inner
from siyu.connect.pulls.listing import seen_from
from siyu.connect.pulls.models import FolderPull, PulledFile
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

Hook = Callable[[str], None]

DONE_FOLDER, FAILED_FOLDER = "done", "failed"


def settle_imported(pull: FolderPull, document: PullDocument, folder: int, hook: Hook) -> None:
    """Settle the files whose imports are over; a stopped import may go on, and its file waits with it."""
    over = PulledFile.objects.filter(pull=pull, state=PulledFile.IMPORTING, run__state__in=[Import.DONE, Import.FAILED])
    for file in over.select_related("run").order_by("pk"):
        assert file.run is not None
        state = PulledFile.DONE if file.run.state == Import.DONE else PulledFile.FAILED
        settle(file, document, folder, state, error=file.run.error, hook=hook)


def settle(
    file: PulledFile, document: PullDocument, folder: int, state: str, *, error: dict[str, Any] | None, hook: Hook
) -> None:
    """Note that a file is done or failed, after moving it where the document says so."""
    if document.afterwards == MOVE:
        problem = _move(file, folder, DONE_FOLDER if state == PulledFile.DONE else FAILED_FOLDER, hook)
        error = error or (problem.as_dict() if problem else None)
    now = datetime.now(UTC)
    PulledFile.objects.filter(pk=file.pk).update(state=state, error=error, settled_at=now, retry_asked_at=None)
    hook("settled")


def _move(file: PulledFile, folder: int, inner_name: str, hook: Hook) -> Refusal | None:
    """Move the file that was taken into a folder beside it; one that was changed meanwhile stays, it is another.

    Where it goes is noted first. Found there after a crash, it was moved; found at its place, it is moved now.
    """
    try:
        with open_inner(folder, inner_name) as inner:
            if not file.moved_to:
                file.moved_to = f"{inner_name}/{_free_name(file, inner)}"
                PulledFile.objects.filter(pk=file.pk).update(moved_to=file.moved_to)
                hook("marked")
            target = file.moved_to.partition("/")[2]
            if not _is_there(file, inner, target):
                if not _is_there(file, folder, file.name):
                    _forget_move(file)
                    return None
                os.rename(file.name, target, src_dir_fd=folder, dst_dir_fd=inner)
                os.fsync(inner)
                os.fsync(folder)
            hook("moved")
    except OSError as error:
        _forget_move(file)
        return Refusal(
            "pull.not_moved",
            Text("文件没能移到 {place}：{why}", "the file could not be moved to {place}: {why}").format(
                place=inner_name, why=error.strerror
            ),
            mend=Text(
                "请让运行 Siyu 的用户可以写这个文件夹；文件留在原处，不会再次导入。",
                "Let Siyu's user write to the folder; the file stays and is not imported again.",
            ),
        )
    return None


def _forget_move(file: PulledFile) -> None:
    file.moved_to = ""
    PulledFile.objects.filter(pk=file.pk).update(moved_to="")


def _is_there(file: PulledFile, folder: int, name: str) -> bool:
    try:
        seen = seen_from(file.name, os.stat(name, dir_fd=folder, follow_symlinks=False))
    except FileNotFoundError:
        return False
    return seen is not None and seen.stamp == (file.name, file.size, file.modified_ns, file.inode)


def _free_name(file: PulledFile, inner: int) -> str:
    """Return the file's name, with its number when another one lies there already."""
    if file.name not in os.listdir(inner):
        return file.name
    path = Path(file.name)
    return f"{path.stem[:200]}-{file.pk}{path.suffix}"
