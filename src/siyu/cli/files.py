"""Writing lines to a file that nobody else can read, whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from siyu.lib.errors import Refusal
from siyu.lib.text import Text


def write_lines(lines: Iterable[str], to: Path | None) -> None:
    """Write the lines to the file, or to standard output without a byte order mark when there is none."""
    if to is None:
        for line in lines:
            sys.stdout.write(line.removeprefix("\ufeff"))
        return
    made = to.with_name(f".{to.name}.{os.getpid()}")
    try:
        with os.fdopen(
            os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", newline=""
        ) as file:
            file.writelines(lines)
        made.replace(to)
    except OSError as error:
        text = Text("无法写入 {path}：{error}", "can't write {path}: {error}").format(path=to, error=error.strerror)
        raise Refusal("file.unwritable", text, where="--to") from None
    finally:
        made.unlink(missing_ok=True)
