"""Taking a complete file: copied out of its folder, looked into, and ordered as an import exactly once."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Literal

from django.db import OperationalError, transaction

from siyu.accounts.access import command_line
from siyu.accounts.audit import record
from siyu.connect.imports.handing_over import look_into, order_import
from siyu.connect.imports.jobs import carry_out_import
from siyu.connect.imports.models import Upload
from siyu.connect.imports.running import INTERNAL
from siyu.connect.pulls.copying import ChangedError, copy_out
from siyu.connect.pulls.documents import PullDocument
from siyu.connect.pulls.listing import Seen
from siyu.connect.pulls.models import PulledFile
from siyu.lib.errors import Refusal

Hook = Callable[[str], None]
Taken = Literal["taken", "known", "waiting", "failed"]

TRANSIENT = ("pull.file_unreadable", "pull.disk_full")
"""What may pass by itself: such a file is tried at every look, and says why it waits."""

log = logging.getLogger("siyu.pulls")


def take(file: PulledFile, document: PullDocument, folder: int, seen: Seen, hook: Hook) -> Taken:
    """Bring a waiting file in and say what became of it.

    Its import, the job for it and the note that it is taken are one transaction: before it nothing has happened but a
    copy that the next try writes anew, after it the import has its own way through any crash.
    """
    try:
        digest = copy_out(folder, seen, file.copy)
        hook("copied")
        identity = hashlib.sha256(f"{seen.name}\0{digest}".encode()).hexdigest()
        if _is_known(file, seen, identity):
            return "known"
        _order(file, document, identity)
    except ChangedError:
        file.copy.unlink(missing_ok=True)
        PulledFile.objects.filter(pk=file.pk).update(seen_at=datetime.now(UTC))
        return "waiting"
    except Refusal as refusal:
        return _refused(file, refusal)
    except OperationalError:
        raise
    except Exception:
        # One file that no reader expected must not keep all others out.
        log.exception("the file %s of pull %s could not be taken", file.pk, file.pull_id)
        return _refused(file, INTERNAL)
    hook("ordered")
    return "taken"


def _order(file: PulledFile, document: PullDocument, identity: str) -> None:
    pull = file.pull
    glimpse = look_into(file.copy, file.name, document.encoding, document.sheet)
    by = f"pull:{pull.name}"
    with transaction.atomic():
        upload = Upload.objects.create(
            workspace=pull.workspace, name=file.copy.name, filename=file.name, bytes=file.size, format=glimpse.format,
            encoding=document.encoding or "", sheet=glimpse.sheet, columns=glimpse.columns, by=by,
        )  # fmt: skip
        run = order_import(upload, document.mapping.as_document(), by=by)
        now = datetime.now(UTC)
        PulledFile.objects.filter(pk=file.pk).update(
            state=PulledFile.IMPORTING, run=run, identity=identity, tries=file.tries + 1, taken_at=now, error=None
        )
        change = {"kind": run.kind, "pull": pull.pk}
        record(command_line(pull.workspace), "import.started", "import", str(run.pk), change)
        carry_out_import.enqueue(run.pk)


def _is_known(file: PulledFile, seen: Seen, identity: str) -> bool:
    """Say whether a file of this name and content was taken before; its row then stands for the one seen now."""
    known = PulledFile.objects.filter(pull=file.pull_id, identity=identity).exclude(pk=file.pk).first()
    if known is None:
        return False
    file.copy.unlink(missing_ok=True)
    with transaction.atomic():
        PulledFile.objects.filter(pk=file.pk).delete()
        stamp = {"size": seen.size, "modified_ns": seen.modified_ns, "inode": seen.inode}
        PulledFile.objects.filter(pk=known.pk).update(**stamp)
        if known.state == PulledFile.FAILED:
            again = {"state": PulledFile.WAITING, "seen_at": datetime.now(UTC), "error": None, "moved_to": ""}
            PulledFile.objects.filter(pk=known.pk).update(**again)
    return True


def _refused(file: PulledFile, refusal: Refusal) -> Taken:
    file.copy.unlink(missing_ok=True)
    file.error = refusal.as_dict()
    PulledFile.objects.filter(pk=file.pk).update(error=file.error)
    return "waiting" if refusal.code in TRANSIENT else "failed"
