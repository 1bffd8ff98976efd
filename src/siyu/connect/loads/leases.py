"""Leases: claimed by one optimistic UPDATE, kept by a heart-beat, taken over from a process that died."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import OperationalError, close_old_connections, connection
from django.db.models import Q

from siyu.connect.loads.models import Lease
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

log = logging.getLogger("siyu.loads")

LASTS = timedelta(seconds=60)
BEAT_SECONDS = 15.0
RETRY_SECONDS = 1.0
POLL_SECONDS = 0.05


class LeaseLostError(RuntimeError):
    """Somebody else holds the lease now: whoever gets this has written nothing and must stop."""


class HeldLease:
    """A lease in hand; `confirm` is called inside every transaction that must not happen without it."""

    def __init__(self, name: str, holder: str) -> None:
        self.name = name
        self.holder = holder

    def confirm(self) -> None:
        """Prolong the lease; raises `LeaseLostError` when it is another's."""
        held = Lease.objects.filter(name=self.name, holder=self.holder)
        if not held.update(until=datetime.now(UTC) + LASTS):
            raise LeaseLostError(self.name)

    def release(self) -> None:
        """Let the next one in at once."""
        Lease.objects.filter(name=self.name, holder=self.holder).update(holder="", until=datetime.now(UTC))


@contextmanager
def hold(name: str, *, patience: float = 0.0) -> Iterator[HeldLease]:
    """Hold the named lease, waiting up to `patience` seconds for it, and beat its heart while the block runs.

    Raises `Refusal` `lease.held` (409) when another process keeps it longer than that.
    """
    lease = _claim_within(name, patience)
    stopped = threading.Event()
    heart = threading.Thread(target=_beat, args=(lease, stopped), daemon=True, name=f"lease {name}")
    heart.start()
    try:
        yield lease
    finally:
        stopped.set()
        heart.join()
        lease.release()


def claim(name: str) -> HeldLease | None:
    """Take the lease when it is free, has run out, or belongs to a process of this machine that is dead."""
    now = datetime.now(UTC)
    Lease.objects.get_or_create(name=name, defaults={"until": now})
    holder = f"{_machine()}:{os.getpid()}:{uuid.uuid4().hex[:12]}"
    before = Lease.objects.get(name=name).holder
    free = Q(until__lte=now) | Q(holder="")
    if before and _is_dead(before):
        free |= Q(holder=before)
    taken = Lease.objects.filter(free, name=name, holder=before).update(holder=holder, until=now + LASTS)
    return HeldLease(name, holder) if taken else None


def _claim_within(name: str, patience: float) -> HeldLease:
    deadline = time.monotonic() + patience
    while (lease := claim(name)) is None:
        if time.monotonic() >= deadline:
            raise Refusal(
                "lease.held",
                Text("另一个进程正在处理（{name}）", "another process is working on this ({name})").format(name=name),
                mend=Text("请稍后重试。", "Try again in a moment."),
                status=409,
            )
        time.sleep(POLL_SECONDS)
    return lease


def _beat(lease: HeldLease, stopped: threading.Event) -> None:
    """Prolong the lease until stopped; a database that is busy is asked again, sooner, while the lease still lasts."""
    wait = BEAT_SECONDS
    while not stopped.wait(wait):
        close_old_connections()
        try:
            lease.confirm()
            wait = BEAT_SECONDS
        except LeaseLostError:
            return
        except OperationalError as error:
            log.warning("the lease %s could not be prolonged, trying again: %s", lease.name, error)
            wait = RETRY_SECONDS
        finally:
            connection.close()


def _machine() -> str:
    """Name the machine and its process table, so that a pid means the same process to everyone who reads it."""
    boot = Path("/proc/sys/kernel/random/boot_id")
    pids = Path("/proc/self/ns/pid")
    if boot.exists() and pids.exists():
        return f"{boot.read_text().strip()[:13]}-{pids.stat().st_ino}"
    return socket.gethostname()[:40]


def _is_dead(holder: str) -> bool:
    machine, _, rest = holder.rpartition(":")[0].rpartition(":")
    if machine != _machine():
        return False
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
