"""`make bench`: every case by every engine in fresh processes, median of five; a ratio only between equal answers.

`python -m bench.run 1000000 --case features --runs 5` writes `bench-data/results-1000000.json` too.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

from bench.cases import Case, all_cases
from bench.home import Home

ROOT = Path("bench-data")
GIGABYTE = 1024**3


def main() -> None:
    """Run what the arguments ask for and print one table a case."""
    asked = _arguments()
    cases = all_cases()
    for members in asked.members:
        home = Home(ROOT, members)
        subprocess.run([sys.executable, "-m", "bench.generate", str(members)], check=True)
        print(f"\n{members:,} members; input rows and lake versions: {_input(home)}")
        results = {}
        for name in asked.case or cases:
            results[name] = _case(cases[name], home, asked.runs, asked.engine)
        _keep(home, results)
    if not asked.case:
        print(f"\nsiyu --help: {_help(asked.runs):.2f} s (median of {asked.runs})")


def _case(case: Case, home: Home, runs: int, engines: list[str] | None) -> dict[str, Any]:
    print(f"\n{case.title} (target {case.target})")
    chosen = [engine for engine in case.engines if not engines or engine in engines]
    found = {engine: _engine(case, engine, home, runs) for engine in chosen}
    first = found[chosen[0]]
    for engine, result in found.items():
        equal = result["checksum"] == first["checksum"]
        ratio = f"{result['warm'] / first['warm']:6.2f}×" if equal else "answers differ"
        print(
            f"  {engine:26} cold {result['cold']:8.3f} s  warm {result['warm']:8.3f} s  "
            f"(processors {result['processor']:8.3f} s)  "
            f"peak {result['peak'] / GIGABYTE:5.2f} GB  {result['rows_out']:>9,} rows {result['checksum']}  {ratio}"
        )
    return found


def _engine(case: Case, engine: str, home: Home, runs: int) -> dict[str, Any]:
    """Measure in `runs` fresh processes and return the medians."""
    command = [sys.executable, "-m", "bench.measure", case.name, engine, str(home.members)]
    results = [_last_line(command) for _ in range(runs)]
    if len({result["checksum"] for result in results}) != 1:
        raise RuntimeError(f"{case.name} by {engine} is not repeatable")
    medians = {key: median(result[key] for result in results) for key in ("cold", "warm", "processor", "peak")}
    return results[0] | medians | {"runs": runs}


def _last_line(command: list[str]) -> dict[str, Any]:
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    result: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


def _input(home: Home) -> str:
    rows = json.loads(home.stamp.read_text())["rows"]
    versions = home.listing()["versions"]
    return ", ".join(f"{table} {count:,} @{versions[table]}" for table, count in rows.items())


def _keep(home: Home, results: dict[str, Any]) -> None:
    path = ROOT / f"results-{home.members}.json"
    known = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps(known | results, indent=1))


def _help(runs: int) -> float:
    """Return the seconds `siyu --help` takes from start to exit."""
    command = [str(Path(sys.executable).parent / "siyu"), "--help"]
    seconds = []
    for _ in range(runs):
        started = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - started)
    return median(seconds)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("members", type=int, nargs="*", default=[20_000], help="sizes of the generated brand")
    parser.add_argument("--case", nargs="+", help="only these cases")
    parser.add_argument("--engine", nargs="+", help="only these engines")
    parser.add_argument("--runs", type=int, default=5)
    return parser.parse_args()


if __name__ == "__main__":
    main()
