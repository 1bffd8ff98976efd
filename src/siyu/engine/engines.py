"""Which engine reads the lake: DuckDB in this process, or Spark in a process or cluster of its own."""

from __future__ import annotations

import re

from siyu.lib.errors import Refusal
from siyu.lib.text import Text

DUCKDB = "duckdb"
_SPARK = re.compile(
    r"spark://(?:(?P<local>local(?:\[(?:\*|[1-9]\d{0,3})\])?)|(?P<hosts>[\w.\-]+:\d+(?:,[\w.\-]+:\d+)*))"
)


def master_of(engine: str) -> str | None:
    """Return Spark's master for an engine as `SIYU_ENGINE` names it, None for DuckDB. Raises `Refusal` for another.

    `spark://host:7077` (or several, by commas) is a standalone cluster, `spark://local[4]` four threads of this machine.
    """
    if engine in {"", DUCKDB}:
        return None
    found = _SPARK.fullmatch(engine)
    if found is None:
        raise Refusal(
            "engine.unknown",
            Text("SIYU_ENGINE 无法识别：{engine}", "SIYU_ENGINE can't be read: {engine}").format(engine=engine),
            where="SIYU_ENGINE",
            mend=Text(
                "请写 duckdb、spark://主机:7077 或 spark://local[4]。",
                "Write duckdb, spark://host:7077 or spark://local[4].",
            ),
        )
    return found["local"] or f"spark://{found['hosts']}"
