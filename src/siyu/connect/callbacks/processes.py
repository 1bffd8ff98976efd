"""Who this process is, and whether another one that took something is gone: noticed at once on this machine."""

from __future__ import annotations

import hashlib
import os
import secrets
import socket
from functools import cache

_NODE = hashlib.sha256(socket.gethostname().encode()).hexdigest()[:6]


def me() -> str:
    """Return this process's name: a restarted one has another, even under the same number."""
    return f"{_NODE}-{os.getpid()}-{_life(os.getpid())}"


def is_gone(name: str) -> bool:
    """Say whether the process of a name certainly runs no more; one on another machine may still do."""
    node, _, rest = name.partition("-")
    number, _, life = rest.partition("-")
    if node != _NODE or not number.isdecimal():
        return False
    if int(number) == os.getpid():
        return not life.startswith(_life(os.getpid()))
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


@cache
def _life(_pid: int) -> str:
    return secrets.token_hex(3)
