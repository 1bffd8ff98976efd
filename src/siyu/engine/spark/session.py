"""One Spark session a process: quiet, in UTC, without a web page of its own, and a refusal when Spark is not there."""

from __future__ import annotations

import os
import re
import shutil
import threading
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from siyu.lib.errors import Refusal
from siyu.lib.text import Text

if TYPE_CHECKING:
    from siyu.engine.spark.backend import SparkBackend

OLDEST_JAVA = 17
_LOOPBACK = re.compile(r"spark://(127\.[\d.]+|localhost):\d+")
_starting = threading.Lock()
_running: list[SparkBackend] = []
"""The one of this process, if it has been started: Java holds no second one."""

SETTINGS = {
    "spark.app.name": "siyu",
    # A page without a login that shows every query.
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.defaultJavaOptions": f"-Dlog4j2.configurationFile={Path(__file__).with_name('log4j2.properties')}",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.caseSensitive": "true",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.catalogImplementation": "in-memory",
    # The files are known from the log: nobody has to look for them.
    "spark.sql.sources.parallelPartitionDiscovery.threshold": "1000000",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
}
"""What has to be so. Memory, cores and security are Spark's own affair: `spark-defaults.conf` in `SPARK_CONF_DIR`."""


def what_is_missing() -> Text | None:
    """Say what Spark lacks on this machine, None when nothing."""
    if find_spec("pyspark") is None or find_spec("pandas") is None:
        return Text("没有安装 pyspark", "pyspark is not installed")
    if _java() is None:
        return Text("没有找到 Java", "there is no Java")
    return None


HOW_TO_MEND = Text(
    "请运行 pip install 'siyu[spark]' 并安装 Java 17，或去掉 SIYU_ENGINE。",
    "Run pip install 'siyu[spark]' and install Java 17, or leave out SIYU_ENGINE.",
)


def _java() -> str | None:
    home = os.environ.get("JAVA_HOME")
    return (
        str(Path(home) / "bin" / "java") if home and (Path(home) / "bin" / "java").is_file() else shutil.which("java")
    )


def backend_on(master: str) -> SparkBackend:
    """Return the backend on a master, started at first use and kept for as long as the process lives.

    One that the cluster has stopped is started again. Raises `Refusal` when Spark is not installed, can not be started
    or reached, or runs on another master already.
    """
    with _starting:
        if _running and _running[0].is_stopped:
            _running.clear()
        if not _running:
            _running.append(_start(master))
        running = _running[0].master
    if running != master:
        raise _refusal(
            Text("本进程的 Spark 已连接 {running}", "this process's Spark is on {running} already").format(
                running=running
            )
        )
    return _running[0]


def stop() -> None:
    """Stop the process's session; the next use starts another."""
    with _starting:
        for backend in _running:
            backend.disconnect()
        _running.clear()


def _start(master: str) -> SparkBackend:
    missing = what_is_missing()
    if missing is not None:
        raise _refusal(missing)
    from pyspark.sql import SparkSession

    from siyu.engine.spark.backend import SparkBackend

    options: dict[str, Any] = dict(SETTINGS)
    if not master.startswith("spark://") or _LOOPBACK.fullmatch(master):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        options |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    try:
        session = SparkSession.builder.master(master).config(map=options).getOrCreate()
    except Exception as error:  # Java, the network and the cluster each fail in a way of their own.
        told = (str(error).splitlines() or [""])[0][:300].replace("{", "(").replace("}", ")")
        raise _refusal(Text("Spark 无法启动：{told}", "Spark can't be started: {told}").format(told=told)) from error
    SparkBackend.register_options()
    backend = SparkBackend()
    backend.do_connect(session)
    return backend


def _refusal(text: Text) -> Refusal:
    return Refusal("engine.no_spark", text, where="SIYU_ENGINE", mend=HOW_TO_MEND, status=503)
