"""`siyu worker`: the jobs without the web."""

from __future__ import annotations

import sys

from siyu.cli.session import open_home
from siyu.cli.words import command


@command("worker", "只运行后台任务；siyu up 会自动启动它。", "Run only the worker; siyu up starts one by itself.")
def worker() -> None:
    """Run jobs until SIGTERM or SIGINT."""
    open_home()
    from siyu.jobs.worker import run_worker

    sys.exit(run_worker())
