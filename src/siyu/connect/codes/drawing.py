"""Drawing a file part by part: a part that lies there is not drawn again, so that a killed job goes on where it was."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.db.models import F

from siyu.connect.codes.models import CodePrint
from siyu.connect.codes.printing import LABEL_LINES
from siyu.connect.codes.serials import shown
from siyu.connect.codes.writing import address_of, serials_of
from siyu.connect.loads.leases import hold
from siyu.engine.files import sync_file, sync_folder
from siyu.lib import qr
from siyu.lib.errors import Refusal
from siyu.lib.sheets import Grid, Label, draw_sheets
from siyu.lib.text import Text

PICTURES_A_PART, CODES_A_PART = 250, 480
KEPT = timedelta(days=7)
MOST_TRIES = 5
_EARLIEST = (1980, 1, 1, 0, 0, 0)

INTERNAL = Refusal(
    "code_print.internal",
    Text("生成文件时发生内部错误", "drawing met an internal error"),
    mend=Text("请查看服务日志，然后重新生成。", "See the log, then ask for it again."),
)
GIVEN_UP = Refusal("code_print.given_up", Text("后台进程多次中断，已放弃", "the worker died too often drawing it"))

Hook = Callable[[str], None]


def _no_hook(step: str) -> None:
    """Do nothing between steps."""


def carry_out(number: int, *, hook: Hook = _no_hook) -> CodePrint:
    """Draw a file, or what is left of it, and return its row; one that ended stays as it is.

    Raises `Refusal` `lease.held` while another process is at it. `hook` is called after each part.
    """
    with hold(f"code-print:{number}"):
        found = CodePrint.objects.select_related("batch__workspace").get(pk=number)
        if not _change(found, state=CodePrint.RUNNING, tries=F("tries") + 1):
            return found
        found.refresh_from_db()
        try:
            if found.tries > MOST_TRIES:
                raise GIVEN_UP
            _draw(found, hook)
        except Refusal as refusal:
            _change(found, state=CodePrint.FAILED, error=refusal.as_dict(), finished_at=datetime.now(UTC))
        except Exception:
            _change(found, state=CodePrint.FAILED, error=INTERNAL.as_dict(), finished_at=datetime.now(UTC))
            raise
        finally:
            found.refresh_from_db()
            if found.state not in CodePrint.OPEN:
                shutil.rmtree(found.folder, ignore_errors=True)
        return found


def drop_expired(now: datetime | None = None) -> int:
    """Delete files whose days are over; return how many."""
    old = CodePrint.objects.filter(expires_at__lte=now or datetime.now(UTC))
    for found in old:
        found.file.unlink(missing_ok=True)
        CodePrint.objects.filter(pk=found.pk).update(expires_at=None)
    return len(old)


def _draw(found: CodePrint, hook: Hook) -> None:
    found.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for part, (first, last) in enumerate(_ranges(found)):
        path = _part(found, part)
        if not path.exists():
            _write(path, partial(_draw_part, found, first, last))
        if not _change(found, drawn=last - found.first + 1):
            return
        hook(f"part {part}")
    _write(found.file, partial(_bind, found))
    size, digest = found.file.stat().st_size, _digest(found.file)
    now = datetime.now(UTC)
    done = _change(
        found, state=CodePrint.DONE, finished_at=now, expires_at=now + KEPT, file_bytes=size, sha256=digest, error=None
    )
    if not done:
        found.file.unlink(missing_ok=True)


def _change(found: CodePrint, **values: object) -> bool:
    """Write to the row of a file that is still wanted; False when it was stopped."""
    still = CodePrint.objects.filter(pk=found.pk, state__in=CodePrint.OPEN)
    return bool(still.update(touched_at=datetime.now(UTC), **values))


def _ranges(found: CodePrint) -> Iterator[tuple[int, int]]:
    step = PICTURES_A_PART
    if found.form == CodePrint.PDF:
        a_page = _grid(found).a_page
        step = max(CODES_A_PART // a_page, 1) * a_page
    for first in range(found.first, found.last + 1, step):
        yield first, min(first + step - 1, found.last)


def _draw_part(found: CodePrint, first: int, last: int, out: Path) -> None:
    codes = serials_of(found.batch, first, last)
    if found.form == CodePrint.PDF:
        labels = (
            Label(address_of(found.origin, serial), (f"{found.caption or found.batch.name} № {number}", shown(serial)))
            for number, serial in codes
        )
        out.write_bytes(draw_sheets(labels, _grid(found), lines=LABEL_LINES, title=found.batch.name))
        return
    draw = qr.svg if found.form == CodePrint.SVG else qr.png
    with ZipFile(out, "w") as archive:
        for number, serial in codes:
            name = f"{number:07}-{serial}.{found.form}"
            archive.writestr(_entry(name, found.form == CodePrint.SVG), draw(address_of(found.origin, serial)))


def _bind(found: CodePrint, out: Path) -> None:
    """Make one file of the parts: a single sheet file as it is, several in a ZIP, the pictures of all parts in one ZIP."""
    parts = [(_part(found, nth), first, last) for nth, (first, last) in enumerate(_ranges(found))]
    if found.form == CodePrint.PDF and len(parts) == 1:
        shutil.copyfile(parts[0][0], out)
        return
    with ZipFile(out, "w") as archive:
        for path, first, last in parts:
            if found.form == CodePrint.PDF:
                archive.writestr(_entry(f"{first:07}-{last:07}.pdf", False), path.read_bytes())
                continue
            with ZipFile(path) as part:
                for entry in part.infolist():
                    archive.writestr(_entry(entry.filename, found.form == CodePrint.SVG), part.read(entry))


def _entry(name: str, packed: bool) -> ZipInfo:
    """Return an entry without a time, so that the same codes are the same bytes."""
    entry = ZipInfo(name, _EARLIEST)
    entry.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
    entry.external_attr = 0o600 << 16
    return entry


def _write(path: Path, write: Callable[[Path], None]) -> None:
    """Write a file so that it is whole as soon as it has its name."""
    making = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        making.touch(mode=0o600)
        write(making)
        sync_file(making)
        making.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        making.unlink(missing_ok=True)
        text = Text("无法写入文件：{why}", "the file can't be written: {why}").format(why=error.strerror)
        raise Refusal("code_print.disk", text) from error


def _part(found: CodePrint, nth: int) -> Path:
    return found.folder / f"{nth:05}"


def _grid(found: CodePrint) -> Grid:
    return Grid(found.paper, found.columns or 1, found.rows or 1)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
