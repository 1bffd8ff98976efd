"""`python -m siyu.cli.tied COMMAND…`: becomes the command, to be ended by the kernel when its starter is killed.

A process of its own, and not a function between fork and exec, because the starter may have threads.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG


def tie(starter: int) -> None:
    """Have the kernel send SIGTERM when the starter dies; elsewhere than on Linux there is no such call."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGTERM)
        if os.getppid() != starter:  # it died before the call
            sys.exit(1)


if __name__ == "__main__":
    tie(int(sys.argv[1]))
    os.execvp(sys.argv[2], sys.argv[2:])  # noqa: S606 - our own commands
