"""`python -m bench.codes`: a million serials derived, written and read back, and a scan log of a million rows listed.

On SQLite in a home of its own in `bench-data/codes`. The key is fixed, so that the checksum is the same on every machine.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path("bench-data") / "codes"
COUNT = 1_000_000
KEY = bytes(range(32))
TAG = "BENCH"
AT_ONCE = 1_000


def main() -> None:
    """Measure and print."""
    shutil.rmtree(ROOT, ignore_errors=True)
    ROOT.mkdir(parents=True)
    os.environ["SIYU_HOME"] = str(ROOT)
    os.environ["DJANGO_SETTINGS_MODULE"] = "siyu.config.settings"
    import django

    django.setup()
    from siyu.cli.schema import bring_up_to_date

    bring_up_to_date()
    batch = _make()
    _serials(batch)
    _log(batch)


@contextmanager
def _timed(what: str) -> Iterator[None]:
    begun, processor = time.perf_counter(), time.process_time()
    yield
    print(
        f"{what}: {time.perf_counter() - begun:.3f} s (processor {time.process_time() - processor:.3f} s)", flush=True
    )


def _make():  # noqa: ANN202
    from siyu.accounts.access import command_line
    from siyu.accounts.models import Workspace
    from siyu.accounts.sealing import seal
    from siyu.connect.codes.managing import Wanted, make_batch
    from siyu.connect.codes.models import CodeBatch

    workspace = Workspace.objects.create(slug="bench", name="Bench")
    with _timed(f"a batch of {COUNT:,} made"):
        batch = make_batch(command_line(workspace), Wanted("Bench", "pack", COUNT))
    CodeBatch.objects.filter(pk=batch.pk).update(tag=TAG, key=seal(KEY, f"siyu.codes:{workspace.pk}:{TAG}".encode()))
    batch.refresh_from_db()
    return batch


def _serials(batch) -> None:  # noqa: ANN001
    from siyu.connect.codes.serials import number_of, read_serial
    from siyu.connect.codes.writing import serial_lines

    path = ROOT / "serials.csv"
    with _timed(f"{COUNT:,} serials written to a file"), path.open("w", encoding="utf-8", newline="") as out:
        out.writelines(serial_lines(batch, 1, COUNT, "https://shop.example"))
    lines = path.read_text("utf-8-sig").splitlines()[1:]
    with _timed("all of them read back"):
        read = [number_of(read_serial(line.split(",")[1]) or "", KEY) for line in lines]
    if read != list(range(1, COUNT + 1)) or len(set(lines)) != COUNT:
        raise SystemExit("a serial was not read back as its number: no figures")
    print(f"sha256 {hashlib.sha256(path.read_bytes()).hexdigest()}")


def _log(batch) -> None:  # noqa: ANN001
    from siyu.connect.codes.finding import find_code
    from siyu.connect.codes.listing import list_batches, list_scans
    from siyu.connect.codes.models import Code, CodeBatch, Scan
    from siyu.connect.codes.scanning import scan
    from siyu.connect.codes.serials import write_serial
    from siyu.lib.paging import write_cursor

    now = batch.workspace.clock.now()
    for start in range(1, COUNT + 1, AT_ONCE):
        numbers = range(start, start + AT_ONCE)
        Code.objects.bulk_create(Code(batch=batch, number=n, scans=1, first_at=now, last_at=now) for n in numbers)
        Scan.objects.bulk_create(
            Scan(batch=batch, number=n, nth=1, at=now, verdict="genuine", agent="phone", address="0" * 16)
            for n in numbers
        )
    CodeBatch.objects.filter(pk=batch.pk).update(scans=COUNT, scanned=COUNT)
    batch.refresh_from_db()
    with _timed("list of batches"):
        list_batches(batch.workspace, "", None, None, 50)
    with _timed(f"first page of {COUNT:,} scans"):
        list_scans(batch, None, None, 50)
    with _timed("page in the middle"):
        list_scans(batch, None, write_cursor([COUNT // 2]), 50)
    with _timed("scans of one code"):
        list_scans(batch, COUNT // 3, None, 50)
    with _timed("1,000 scans counted and logged"):
        for number in range(1, 1_001):
            scan(find_code(write_serial(TAG, KEY, number)), "phone", "1" * 16)


if __name__ == "__main__":
    main()
