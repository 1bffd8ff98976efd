"""`python -m bench.linking`: how well and how fast people are linked, beside networkx, splink and their own code.

`--part truth` prints precision and recall of generated people; `--part speed` the components of many small families and
of one large one, as whole runs in fresh processes, with their peak of memory.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from statistics import median
from typing import Any

import numpy as np

GIGABYTE = 1024**3
EDGES_A_PERSON = 3


def main() -> None:
    """Measure what the arguments ask for; `--one` is the call of a fresh process."""
    asked = _arguments()
    if asked.one:
        print(json.dumps(_one(asked.one, asked.people, asked.shape)))
        return
    if "truth" in asked.part:
        _truth(asked.truth_people, asked.seed)
    if "speed" in asked.part:
        for shape in asked.shape.split(","):
            _speed(asked.people, shape, asked.engine, asked.runs)


def _truth(people: int, seed: int) -> None:
    from siyu.cli.generate.people import COLUMNS, generate_people
    from siyu.unify.members.link_rows import link_rows
    from tests.oracle.pairs import agreement, apart

    rows, truth = generate_people(people, seed)
    started = time.perf_counter()
    found = link_rows(rows, {column: column for column in COLUMNS})
    seconds = time.perf_counter() - started
    precision, recall = agreement(apart(found.person), truth["person"].to_pylist())
    print(
        f"{people:,} people, seed {seed}: {len(rows):,} rows, {sum(len(known) for known in found.values):,} identifiers → "
        f"{found.people:,} people in {seconds:.1f} s; precision {precision:.6f}, recall {recall:.6f} of pairs of rows; "
        f"held back {found.held_back()}"
    )


def _speed(people: int, shape: str, engines: list[str], runs: int) -> None:
    print(f"\n{people:,} people, {EDGES_A_PERSON * people:,} edges, {shape}")
    results = {engine: [_fresh(engine, people, shape) for _ in range(runs)] for engine in engines}
    first = next(iter(results.values()))
    for engine, found in results.items():
        seconds = median(one["seconds"] for one in found)
        equal = found[0]["families"] == first[0]["families"] and found[0]["largest"] == first[0]["largest"]
        ratio = f"{seconds / median(one['seconds'] for one in first):.1f}×" if equal else "answers differ"
        print(
            f"  {engine:10} {seconds:7.2f} s (processors {median(one['processor'] for one in found):7.2f} s)  "
            f"peak {max(one['peak'] for one in found) / GIGABYTE:5.2f} GB  {found[0]['families']:,} families, "
            f"largest {found[0]['largest']:,}  {ratio}"
        )


def _fresh(engine: str, people: int, shape: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.linking", "--one", engine, "--people", str(people), "--shape", shape]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _one(engine: str, people: int, shape: str) -> dict[str, Any]:
    """Link once and return seconds and memory; the edges are made and the code is compiled before the clock starts."""
    _ENGINES[engine](*edges(100, "small"))
    left, right = edges(people, shape)
    started, used = time.perf_counter(), time.process_time()
    families = _ENGINES[engine](left, right)
    seconds, processor = time.perf_counter() - started, time.process_time() - used
    sizes = np.unique(families, return_counts=True)[1]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {
        "seconds": seconds, "processor": processor, "peak": peak, "families": len(sizes), "largest": int(sizes.max()),
    }  # fmt: skip


def edges(people: int, shape: str) -> tuple[np.ndarray, np.ndarray]:
    """Return (person, identifier) pairs, three a person, as random 63-bit ids.

    `small`: families of two people in the mean. `large`: nine tenths of the people fall into one component.
    """
    chance = np.random.default_rng(11)
    family = np.cumsum(chance.random(people) < 0.5)
    person = np.repeat(np.arange(people), EDGES_A_PERSON)
    own = np.arange(len(person))
    # The last identifier of each is the family's, which holds it together.
    own[EDGES_A_PERSON - 1 :: EDGES_A_PERSON] = EDGES_A_PERSON * people + family
    if shape == "large":
        joined = np.flatnonzero(chance.random(people) < 0.9)
        order = chance.permutation(joined)
        # Each of the nine tenths shares an identifier with the one before him in a random order: a long chain.
        own[order[1:] * EDGES_A_PERSON] = order[:-1] * EDGES_A_PERSON + 1
    shuffle = chance.permutation(len(person))
    return _scattered(person[shuffle], 1), _scattered(own[shuffle], 2)


def _scattered(numbers: np.ndarray, salt: int) -> np.ndarray:
    """Return the numbers as different ids spread over 62 bits."""
    mixed = (numbers.astype(np.uint64) * np.uint64(2) + np.uint64(salt - 1)) * np.uint64(0x9E3779B97F4A7C15)
    return (mixed >> np.uint64(1)).astype(np.int64)


def siyu(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    from siyu.analytics.families import families

    return families(left, right)


def networkx(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    import networkx as nx

    graph = nx.Graph()
    graph.add_edges_from(zip(left.tolist(), right.tolist(), strict=True))
    number = {}
    for at, part in enumerate(nx.connected_components(graph)):
        number.update(dict.fromkeys(part, at))
    return np.array([number[one] for one in left.tolist()])


def splink(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Splink's own clustering of pairs, on DuckDB."""
    import pandas as pd
    from splink import DuckDBAPI
    from splink.clustering import cluster_pairwise_predictions_at_threshold

    pairs = pd.DataFrame({"unique_id_l": left, "unique_id_r": right})
    nodes = pd.DataFrame({"unique_id": np.unique(np.concatenate([left, right]))})
    found = cluster_pairwise_predictions_at_threshold(
        nodes, pairs, db_api=DuckDBAPI(), node_id_column_name="unique_id",
        edge_id_column_name_left="unique_id_l", edge_id_column_name_right="unique_id_r",
    ).as_pandas_dataframe()  # fmt: skip
    return found.set_index("unique_id").cluster_id.reindex(left).to_numpy()


_ENGINES = {"siyu": siyu, "networkx": networkx, "splink": splink}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", nargs="+", default=["truth", "speed"])
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--truth-people", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shape", default="small,large")
    parser.add_argument("--engine", nargs="+", default=["siyu", "networkx"])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--one", choices=_ENGINES, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
