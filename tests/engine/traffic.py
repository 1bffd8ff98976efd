"""One process of the traffic test: `traffic.py write|read LAKE NUMBER SECONDS` prints what it wrote or saw as JSON."""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa

from siyu.engine.lake import Lake
from siyu.engine.maintenance import maintain
from siyu.engine.schema import TABLES

ROWS = 200
LEAST = 3
"""How often each process does its work even where the machine is too slow for its seconds."""


def batch(writer: int, number: int) -> pa.Table:
    """Return rows that fall into two months, so that a torn batch would show."""
    days = [date(2017, 1 + row % 2, 5) for row in range(ROWS)]
    at = [datetime(day.year, day.month, day.day, 12, tzinfo=UTC) for day in days]
    given = {
        "key": [f"{writer}-{number}-{row}" for row in range(ROWS)],
        "revision": [0] * ROWS,
        "digest": list(range(ROWS)),
        "occurred_at": at,
        "received_at": at,
        "occurred_on": days,
        "load_no": [writer * 1_000_000 + number] * ROWS,
        "source_id": [row % 50 for row in range(ROWS)],
    }
    schema = pa.schema([TABLES["orders"].schema.field(name) for name in given])
    return pa.table(given, schema=schema)


def write(lake: Lake, writer: int, until: float) -> dict[str, int]:
    number = 0
    while time.monotonic() < until or number < LEAST:
        number += 1
        for _ in range(2):  # The second one is a retry that must change nothing.
            lake.append("orders", batch(writer, number), app_id=f"load:{writer}", version=number)
    return {"batches": number}


def read(lake: Lake, until: float) -> dict[str, int]:
    looks, torn, shrunk, before = 0, 0, 0, 0
    while time.monotonic() < until or looks < LEAST:
        with lake.snapshot() as snapshot:
            facts = snapshot.facts("orders")
            counts = snapshot.to_arrow(facts.group_by("load_no").agg(n=facts.count()))["n"].to_pylist()
        looks, torn = looks + 1, torn + sum(count != ROWS for count in counts)
        shrunk, before = shrunk + (sum(counts) < before), sum(counts)
    return {"looks": looks, "torn": torn, "shrunk": shrunk}


def tidy(lake: Lake, until: float) -> dict[str, int]:
    rounds = 0
    while time.monotonic() < until or not rounds:
        rounds += any(done.compacted for done in maintain(lake))
    return {"rounds": rounds}


if __name__ == "__main__":
    role, path, number, seconds = sys.argv[1:]
    lake = Lake(Path(path))
    if role != "write":
        with lake.snapshot() as warm:
            warm.facts("orders")
    print("ready", flush=True)
    sys.stdin.readline()
    end = time.monotonic() + float(seconds)
    roles = {
        "write": lambda: write(lake, int(number), end),
        "read": lambda: read(lake, end),
        "tidy": lambda: tidy(lake, end),
    }
    print(json.dumps(roles[role]()))
