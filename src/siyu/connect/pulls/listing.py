"""What lies in a folder right now: plain files that match a pattern, without those that are still being written."""

from __future__ import annotations

import fnmatch
import os
import stat
from dataclasses import dataclass

PASSING_STARTS = (".", "~$")
PASSING_ENDS = (".part", ".partial", ".tmp", ".temp", ".filepart", ".crdownload", ".swp", "~")
"""Names that programs give to a file while they write it: it is renamed once it is whole."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as its folder shows it; `is_plain` is false for links, pipes and the like."""

    name: str
    size: int
    modified_ns: int
    inode: str
    is_plain: bool

    @property
    def stamp(self) -> tuple[str, int, int, str]:
        """What is the same as long as nobody touches the file."""
        return (self.name, self.size, self.modified_ns, self.inode)


@dataclass(frozen=True, slots=True)
class Listed:
    """The files that match, the longest unchanged first, and how many names are no text and can't be taken."""

    files: list[Seen]
    unnameable: int


def list_files(folder: int, pattern: str) -> Listed:
    """Return the files of an open folder whose names match; folders in it, hidden and passing files are left out."""
    files, unnameable = [], 0
    with os.scandir(folder) as entries:
        for entry in entries:
            if not fnmatch.fnmatchcase(entry.name, pattern) or _is_passing(entry.name):
                continue
            if not _is_text(entry.name):
                unnameable += 1
                continue
            try:
                found = seen_from(entry.name, entry.stat(follow_symlinks=False))
            except FileNotFoundError:
                continue  # it went between the listing and the look at it, and is not there
            if found is not None:
                files.append(found)
    return Listed(sorted(files, key=lambda seen: (seen.modified_ns, seen.name)), unnameable)


def seen_from(name: str, told: os.stat_result) -> Seen | None:
    """Return what the folder tells of a file, None for a folder."""
    if stat.S_ISDIR(told.st_mode):
        return None
    return Seen(name, told.st_size, told.st_mtime_ns, str(told.st_ino), stat.S_ISREG(told.st_mode))


def _is_passing(name: str) -> bool:
    return name.startswith(PASSING_STARTS) or name.lower().endswith(PASSING_ENDS)


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return name.isprintable()
