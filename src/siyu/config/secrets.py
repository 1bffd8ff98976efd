"""Secrets that Siyu makes for itself: generated once, readable by the owner only, never logged."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path


def _random() -> str:
    return secrets.token_urlsafe(48)


def read_or_make_secret(path: Path, variable: str, *, make: Callable[[], str] = _random) -> str:
    """Return the environment variable when set, else the file's content, making the file at first use.

    Two processes that start together agree on one secret: the file is created exclusively.
    """
    if value := os.environ.get(variable):
        return value
    made = path.with_name(f".{path.name}.{os.getpid()}")
    if not path.exists():
        made.touch(0o600)
        made.write_text(make())
        try:
            os.link(made, path)
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return path.read_text()
