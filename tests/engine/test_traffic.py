"""Two writers, two readers and a maintenance in processes of their own: exact counts, only ever whole batches."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from siyu.engine.lake import Lake

SECONDS = "3"
SCRIPT = Path(__file__).with_name("traffic.py")
ROWS = 200


def start(role: str, lake: Lake, number: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(SCRIPT), role, str(lake.path), str(number), SECONDS]
    environment = os.environ | {"PYTHONPATH": "src"}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)


def go_and_wait(processes: list[subprocess.Popen[str]]) -> list[str]:
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    return [process.communicate(timeout=120)[0] for process in processes]


def test_processes_side_by_side_lose_tear_and_double_nothing(lake: Lake) -> None:
    roles = [("write", 1), ("write", 2), ("read", 1), ("read", 2), ("tidy", 1)]
    processes = [start(role, lake, number) for role, number in roles]
    assert [process.stdout.readline() for process in processes] == ["ready\n"] * len(processes)
    told = [json.loads(answer) for answer in go_and_wait(processes)]
    assert [process.returncode for process in processes] == [0] * len(processes)
    batches = told[0]["batches"] + told[1]["batches"]
    assert all((reader["torn"], reader["shrunk"]) == (0, 0) for reader in told[2:4])
    assert told[4]["rounds"] > 0
    with lake.snapshot() as snapshot:
        facts = snapshot.facts("orders")
        counted = snapshot.to_arrow(facts.aggregate(rows=facts.count(), keys=facts.key.nunique()))
    assert counted.to_pylist() == [{"rows": batches * ROWS, "keys": batches * ROWS}]
