"""Everything about a person as one ZIP: each store as JSON and as CSV, written row by row, gone after a week."""

from __future__ import annotations

import json
import os
import secrets
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from siyu.accounts.models import Workspace
from siyu.accounts.personal import Person, PersonalData, personal_data
from siyu.engine.files import sync_file
from siyu.lib.jsons import plain
from siyu.lib.spreadsheet import csv_lines
from siyu.unify.members.erasing import person_of
from siyu.unify.members.profile import find_canonical
from siyu.unify.privacy.models import PrivacyRequest

KEPT = timedelta(days=7)


def export(request: PrivacyRequest) -> bool:
    """Write the request's file; a second call writes it anew. Raises `Refusal` (404) when the person was erased."""
    if request.file_name:
        request.file.unlink(missing_ok=True)
    request.file_name = f"{secrets.token_urlsafe(24)}.zip"
    request.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    request.save(update_fields=["file_name"])
    request.receipt = write_export(request.workspace, request.member_id, request.file)
    request.file_bytes = request.file.stat().st_size
    request.expires_at = datetime.now(UTC) + KEPT
    request.save(update_fields=["receipt", "file_bytes", "expires_at"])
    return True


def write_export(workspace: Workspace, member_id: int, path: Path) -> dict[str, Any]:
    """Write everything about the person behind the id to a new ZIP and return what is in it.

    Rows are read and written a few at a time: the file may be larger than memory.
    """
    person = person_of(workspace, find_canonical(workspace, member_id))
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        stores = [_write(archive, person, store) for store in personal_data() if store.export is not None]
        told = {"member_id": person.sources[0], "ids": list(person.sources), "stores": stores}
        about = {"workspace": workspace.slug, "made_at": datetime.now(UTC), **told}
        archive.writestr("about.json", json.dumps(about, default=plain, ensure_ascii=False, indent=2))
    sync_file(path)
    return {"ids": len(person.sources), "stores": stores}


def drop_expired(now: datetime | None = None) -> int:
    """Delete the files whose week is over and return how many."""
    old = PrivacyRequest.objects.filter(expires_at__lte=now or datetime.now(UTC), dropped_at=None)
    for request in old:
        drop_file(request)
    return len(old)


def drop_file(request: PrivacyRequest) -> None:
    """Delete a request's file."""
    if request.file_name:
        request.file.unlink(missing_ok=True)
    PrivacyRequest.objects.filter(pk=request.pk).update(dropped_at=datetime.now(UTC))


def exports_of(person: Person) -> Iterable[PrivacyRequest]:
    """Return the requests whose files of the person still lie there."""
    made = PrivacyRequest.objects.filter(workspace=person.workspace, kind=PrivacyRequest.EXPORT, dropped_at=None)
    return made.filter(member_id__in=person.sources).exclude(file_name="")


def _write(archive: zipfile.ZipFile, person: Person, store: PersonalData) -> dict[str, Any]:
    assert store.export is not None
    with _entry(archive, f"{store.name}.json") as out:
        rows, names = _write_json(out, store.export(person))
    with _entry(archive, f"{store.name}.csv") as out:
        cells = ([_cell(row.get(name)) for name in names] for row in store.export(person))
        for line in csv_lines(names, cells):
            out.write(line.encode())
    return {"name": store.name, "label": store.label.as_dict(), "rows": rows}


def _write_json(out: BinaryIO, rows: Iterator[dict[str, Any]]) -> tuple[int, list[str]]:
    """Write the rows as a list and return how many there are and the names they have."""
    count, names = 0, dict[str, None]()
    out.write(b"[")
    for row in rows:
        names.update(dict.fromkeys(row))
        out.write(b",\n" if count else b"\n")
        out.write(json.dumps(row, default=plain, ensure_ascii=False).encode())
        count += 1
    out.write(b"\n]\n" if count else b"]\n")
    return count, list(names)


@contextmanager
def _entry(archive: zipfile.ZipFile, name: str) -> Iterator[BinaryIO]:
    with archive.open(name, "w", force_zip64=True) as out:
        yield out  # type: ignore[misc]


def _cell(value: Any) -> Any:
    return json.dumps(value, default=plain, ensure_ascii=False) if isinstance(value, dict | list) else value
