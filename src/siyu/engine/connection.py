"""In-memory DuckDB connections with bounded memory, their own spill folder, and no extension ever fetched."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from uuid import uuid4

import ibis
import pyarrow as pa
from ibis.backends.duckdb import Backend

# DuckDB flattens nested selects itself; letting Ibis do it first takes a quarter of the time of a small query.
ibis.options.sql.fuse_selects = False


def connect(memory_limit: str) -> tuple[Backend, Path]:
    """Return a new in-memory connection and the folder it may spill to, made when needed and removed by the caller."""
    spill = Path(tempfile.gettempdir()) / f"siyu-{os.getpid()}-{uuid4().hex}"
    backend = ibis.duckdb.connect(
        memory_limit=memory_limit,
        threads=os.cpu_count() or 1,
        temp_directory=str(spill),
        autoinstall_known_extensions=False,
        autoload_known_extensions=False,
    )
    backend.raw_sql("SET parquet_metadata_cache = true")
    # A bar would be drawn into whatever standard output is, such as the answer of a command.
    backend.raw_sql("SET enable_progress_bar = false")
    # A name in SQL must never be looked up among Python's variables.
    backend.raw_sql("SET python_enable_replacements = false")
    return backend, spill


def disconnect(backend: Backend, spill: Path) -> None:
    """Close the connection, remove what it spilled and give memory that Arrow keeps for later back to the system."""
    backend.disconnect()
    pa.default_memory_pool().release_unused()
    shutil.rmtree(spill, ignore_errors=True)
