"""The log of erasures: hashes only, outside every backup, so that restoring one erases again whoever was erased since."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from siyu.accounts.models import Workspace
from siyu.accounts.personal import Person
from siyu.engine.files import sync_folder

FILE = "erasures.log"


@dataclass(frozen=True, slots=True)
class Noted:
    """An erasure as the log tells it. `next_member_id` is the least number that had not been given by then."""

    at: datetime
    workspace: str
    next_member_id: int
    ids: frozenset[str]
    identifiers: frozenset[str]


def ledger_path() -> Path:
    """Return where the log lies: beside the databases, in no backup."""
    return Path(settings.SIYU_HOME) / FILE


def note_erasure(person: Person) -> None:
    """Append the person's ids and identifiers as keyed hashes, durably, before anything of theirs is erased."""
    workspace = Workspace.objects.get(pk=person.workspace.pk)
    line = {
        "at": datetime.now(UTC).isoformat(),
        "workspace": workspace.slug,
        "next_member_id": workspace.next_member_id,
        "ids": [hash_of(workspace.slug, "id", str(source)) for source in person.sources],
        "identifiers": [hash_of(workspace.slug, kind, value) for kind, value in sorted(person.traces.identifiers)],
    }
    path = ledger_path()
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, json.dumps(line).encode() + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)
    sync_folder(path.parent)


def read_ledger(path: Path | None = None) -> Iterator[Noted]:
    """Yield what the log tells, oldest first; a line that a power cut tore was followed by no erasure."""
    found = path or ledger_path()
    if not found.exists():
        return
    for line in found.read_bytes().split(b"\n"):
        try:
            told = json.loads(line)
        except ValueError:
            continue
        yield Noted(
            datetime.fromisoformat(told["at"]),
            told["workspace"],
            told["next_member_id"],
            frozenset(told["ids"]),
            frozenset(told["identifiers"]),
        )


def hash_of(slug: str, kind: str, value: str) -> str:
    """Return the keyed hash by which an id or an identifier is known again, and nothing else is told of it."""
    text = "\x1f".join((slug, kind, value)).encode()
    return hmac.new(settings.SIYU_ERASURE_KEY.encode(), text, hashlib.sha256).hexdigest()
