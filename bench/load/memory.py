"""The most memory each process of a running `siyu up` has held so far, from the kernel's own notes."""

from __future__ import annotations

from pathlib import Path

KIBIBYTE = 1024


def peaks(pid: int) -> dict[str, int]:
    """Return the peak resident bytes of a process and all below it, by pid and command."""
    found = {}
    for each in _family(pid):
        told = dict(line.split(":", 1) for line in Path(f"/proc/{each}/status").read_text().splitlines())
        command = Path(f"/proc/{each}/cmdline").read_text().split("\0")
        found[f"{each} {' '.join(command[1:4])}"] = int(told["VmHWM"].split()[0]) * KIBIBYTE
    return found


def _family(pid: int) -> list[int]:
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in below for each in _family(int(child)))]
