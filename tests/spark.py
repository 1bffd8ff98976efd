"""Spark for tests: one small session a process, set like an instance's by a `spark-defaults.conf`, or skipped aloud."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from siyu.engine.spark import session

DEFAULTS = {
    "spark.driver.memory": "768m",
    # Tests run each plan once: a compiler that optimises would cost more than it gives.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
}


def skip_without_spark() -> None:
    """Skip the test with the reason; the end of the run says so once more."""
    missing = session.what_is_missing()
    if missing is not None:
        pytest.skip(f"Spark: {missing.en}")


def write_defaults(folder: Path, more: Mapping[str, str] = MappingProxyType({})) -> None:
    """Write the settings into a folder for `SPARK_CONF_DIR`."""
    lines = [f"{name} {value}\n" for name, value in (DEFAULTS | dict(more)).items()]
    (folder / "spark-defaults.conf").write_text("".join(lines))


@pytest.fixture(scope="session")
def quick_spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings for the process's session, which is stopped at the end."""
    skip_without_spark()
    folder = tmp_path_factory.mktemp("spark")
    write_defaults(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_CONF_DIR", str(folder))
        yield
        session.stop()
