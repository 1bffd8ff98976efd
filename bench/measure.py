"""One measurement in a fresh process: `python -m bench.measure CASE ENGINE MEMBERS` prints it as JSON.

Cold is the first call, with the lake's files dropped from the page cache; warm is the second call, everything opened
anew. Neither finds a result of the other: nothing is kept but what the operating system and imports keep.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.cases import Case, all_cases
from bench.checksum import checksum
from bench.home import Home

if TYPE_CHECKING:
    import pyarrow as pa
from bench.product import enter_once


def measure(case: Case, engine: str, home: Home) -> dict[str, Any]:
    """Run the work twice and return seconds, peak memory and the answer's checksum."""
    _import(engine, home)
    case.prepare.get(engine, lambda _: None)(home)
    _forget(home, case.reads)
    cold, _, found = _timed(case, engine, home)
    # Of the first call: what comes after it, such as sorting the answer for its checksum, is not the work.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    first = _told(case.table(found))
    del found
    warm, processor, again = _timed(case, engine, home)
    if first != _told(case.table(again)):
        raise RuntimeError(f"{case.name} by {engine} gave two different answers")
    return {
        "case": case.name,
        "engine": engine,
        "members": home.members,
        "cold": cold,
        "warm": warm,
        "processor": processor,
        "peak": peak,
        "rows_out": first[0],
        "checksum": first[1],
    }


def _timed(case: Case, engine: str, home: Home) -> tuple[float, float, Any]:
    """Return seconds by the clock, seconds of the processors, and the answer."""
    started, used = time.perf_counter(), time.process_time()
    found = case.engines[engine](home)
    return time.perf_counter() - started, time.process_time() - used, found


def _told(answer: pa.Table) -> tuple[int, str]:
    """Return the number of rows and the checksum of an answer."""
    return len(answer), checksum(answer)


def _import(engine: str, home: Home) -> None:
    """Import the libraries, set Django up and answer one query of nothing: starting a process is not the work."""
    if engine.startswith("siyu"):
        enter_once(home)
        import ibis

        ibis.duckdb.connect().to_pyarrow(ibis.memtable({"n": [1]}).group_by("n").agg(m=ibis._.n.sum()))
    elif engine == "polars":
        import polars as pl

        pl.LazyFrame({"n": [1]}).group_by("n").len().collect(engine="streaming")
    elif engine == "duckdb":
        import duckdb

        duckdb.sql("SELECT 1").fetchall()
    else:
        import pandas as pd
        import pyarrow.dataset  # noqa: F401

        pd.DataFrame({"n": [1]}).groupby("n").size()


def _forget(home: Home, tables: tuple[str, ...]) -> None:
    """Drop the lake's files from the page cache."""
    for path in (path for table in tables for path in home.listing()["files"][table]):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(handle)


if __name__ == "__main__":
    name, by, size = sys.argv[1:4]
    print(json.dumps(measure(all_cases()[name], by, Home(Path("bench-data"), int(size)))))
