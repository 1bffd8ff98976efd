"""The folders a workspace may be pulled from, opened step by step so that no link leads out of them.

The host allows folders by `SIYU_IMPORT_FOLDERS`; of each, a workspace has what lies below its own slug. A folder is held by
a descriptor and everything in it is reached through that, whatever is renamed or linked meanwhile.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath

from django.conf import settings

from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

MOST_LISTED = 200
_DEPTH = 3
_OPEN = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC


def allowed_folders(workspace: Workspace) -> list[Path]:
    """Return the folders below which the workspace may be pulled from, whether they are there or not."""
    return [root / workspace.slug for root in settings.SIYU_IMPORT_FOLDERS]


def folders_there(workspace: Workspace) -> list[str]:
    """Return the folders there are to be pulled from, a few steps deep, at most 200, in the order of their names."""
    found: list[str] = []
    for base in allowed_folders(workspace):
        for place, folders, _ in os.walk(base):
            folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in {"done", "failed"})
            depth = len(Path(place).relative_to(base).parts)
            if depth >= _DEPTH:
                folders.clear()
            found.append(place)
            if len(found) >= MOST_LISTED:
                return found
    return found


@contextmanager
def open_folder(workspace: Workspace, folder: str) -> Iterator[int]:
    """Open a folder and give its descriptor.

    Raises `Refusal` for one outside the allowed ones, one that is reached over a link, is missing or can't be read.
    """
    base, steps = _place(workspace, folder)
    held = _open_step(str(base.parent), None, folder)
    try:
        for step in (base.name, *steps):
            inner = _open_step(step, held, folder)
            os.close(held)
            held = inner
        _refuse_home(folder)
        yield held
    finally:
        os.close(held)


@contextmanager
def open_inner(folder: int, name: str) -> Iterator[int]:
    """Open a folder within one, made when it is not there; a link in its place is an `OSError`."""
    with suppress(FileExistsError):
        os.mkdir(name, 0o755, dir_fd=folder)
    inner = os.open(name, _OPEN | os.O_NOFOLLOW, dir_fd=folder)
    try:
        yield inner
    finally:
        os.close(inner)


def _place(workspace: Workspace, folder: str) -> tuple[Path, tuple[str, ...]]:
    path = PurePath(folder)
    for base in allowed_folders(workspace):
        if path.is_relative_to(base) and ".." not in path.parts and "\0" not in folder:
            return base, path.relative_to(base).parts
    allowed = ", ".join(map(str, allowed_folders(workspace)))
    raise Refusal(
        "pull.folder_not_allowed",
        Text("不允许从文件夹 {folder} 拉取", "the folder {folder} may not be pulled from").format(folder=folder),
        where="folder",
        mend=Text("可用：{allowed} 及其中的文件夹。", "Use {allowed} or a folder in it.").format(allowed=allowed)
        if allowed
        else Text(
            "请服务器管理员用 SIYU_IMPORT_FOLDERS 指定允许的文件夹。",
            "Whoever runs the server allows folders by SIYU_IMPORT_FOLDERS.",
        ),
    )


def _open_step(step: str, within: int | None, folder: str) -> int:
    """Open the next folder on the way; the host's own folder may be a link, what lies below it may not."""
    try:
        return os.open(step, _OPEN | (os.O_NOFOLLOW if within is not None else 0), dir_fd=within)
    except OSError as error:
        raise _of_step(step, within, folder, error) from None


def _of_step(step: str, within: int | None, folder: str, error: OSError) -> Refusal:
    try:
        is_link = within is not None and stat.S_ISLNK(os.stat(step, dir_fd=within, follow_symlinks=False).st_mode)
    except OSError:
        is_link = False
    if is_link:
        text = Text("文件夹 {folder} 经过一个链接（{step}）", "the folder {folder} is reached over a link ({step})")
        mend = Text("请写明链接所指的真实文件夹。", "Name the real folder; links are not followed.")
        return Refusal("pull.folder_link", text.format(folder=folder, step=step), where="folder", mend=mend)
    return unusable(folder, error)


def unusable(folder: str, error: OSError) -> Refusal:
    """Return why a folder that is allowed can't be read, and how to mend it."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        text = Text("没有文件夹 {folder}", "there is no folder {folder}").format(folder=folder)
        mend = Text("请在服务器上建好它。", "Make it on the server.")
        return Refusal("pull.folder_missing", text, where="folder", mend=mend)
    text = Text("打不开文件夹 {folder}：{why}", "the folder {folder} can't be opened: {why}")
    mend = Text("请让运行 Siyu 的用户可以读它。", "Let the user that Siyu runs as read it.")
    return Refusal("pull.folder_closed", text.format(folder=folder, why=error.strerror), where="folder", mend=mend)


def _refuse_home(folder: str) -> None:
    """Refuse a folder that lies in Siyu's own: its files are keys and databases."""
    if Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(settings.SIYU_HOME)):
        text = Text("文件夹 {folder} 在 Siyu 自己的目录里", "the folder {folder} lies in Siyu's own")
        mend = Text("请另选一个文件夹。", "Choose another folder.")
        raise Refusal("pull.folder_home", text.format(folder=folder), where="folder", mend=mend)
