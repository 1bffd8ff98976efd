"""A standalone cluster of two workers on this machine's loopback computes what DuckDB computes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from siyu.accounts.models import Workspace
from tests.contract.shop_features import shop_features
from tests.spark import skip_without_spark, write_defaults

PATIENCE = 120
STARTED = re.compile(r"Starting Spark master at (spark://127\.0\.0\.1:\d+)")
ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.django_db
def test_two_workers_compute_what_one_process_does(shop: Workspace, tmp_path: Path) -> None:
    skip_without_spark()
    write_defaults(tmp_path, {"spark.executor.memory": "512m", "spark.executor.cores": "1"})
    environment = os.environ | {
        "SPARK_CONF_DIR": str(tmp_path),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
    }
    with _cluster(tmp_path, environment) as engine:
        command = [sys.executable, "-m", "tests.contract.shop_features", str(shop.lake_path), engine]
        told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True, cwd=ROOT)
    found, wanted = json.loads(told.stdout), shop_features(shop.lake_path, "duckdb")
    assert [row["member_id"] for row in found] == [row["member_id"] for row in wanted]
    for row, meant in zip(found, wanted, strict=True):
        assert {name: row[name] for name in row} == {
            name: pytest.approx(value, rel=1e-9) if isinstance(value, float) else value for name, value in meant.items()
        }
    # Each worker ran an executor of the application.
    assert all(list((tmp_path / f"worker-{number}").glob("app-*")) for number in (1, 2))


@contextmanager
def _cluster(folder: Path, environment: dict[str, str]) -> Iterator[str]:
    """Start a master and two workers from PySpark's own jars and yield the master's address."""
    import pyspark

    spark_class = Path(pyspark.__file__).parent / "bin" / "spark-class"
    with ExitStack() as stack:

        def start(name: str, *words: str) -> Path:
            log = folder / f"{name}.log"
            with log.open("wb") as told:
                command = [str(spark_class), f"org.apache.spark.deploy.{words[0]}", "--host", "127.0.0.1", *words[1:]]
                process = subprocess.Popen(command, env=environment, stdout=told, stderr=told, stdin=subprocess.DEVNULL)
            stack.callback(_end, process)
            return log

        log = start("master", "master.Master", "--port", "0", "--webui-port", "0")
        master = _wait_for(STARTED, log)
        for number in (1, 2):
            options = ("--webui-port", "0", "--cores", "1", "--memory", "600m")
            place = ("--work-dir", str(folder / f"worker-{number}"))
            log = start(f"worker-{number}", "worker.Worker", *options, *place, master)
            _wait_for(re.compile("(Successfully registered with master)"), log)
        yield master


def _wait_for(pattern: re.Pattern[str], log: Path) -> str:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = pattern.search(log.read_text())
        if found:
            return found[1]
        time.sleep(0.2)
    raise AssertionError(log.read_text())


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
