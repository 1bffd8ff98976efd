"""The checks in order: first the machine, then the home, and only with a home what lies in it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from siyu.cli.doctor.finding import BAD, Finding
from siyu.cli.doctor.machine import check_disk, check_engine, check_home, check_port, check_python, check_secret
from siyu.cli.session import set_up
from siyu.lib.errors import Refusal
from siyu.lib.text import Text


def run_checks(port: int) -> Iterator[Finding]:
    """Yield the findings; a broken home or database ends the list, because the rest could not be looked at."""
    home = Path(os.environ.get("SIYU_HOME", "siyu-data")).resolve()
    yield check_python(sys.version_info[:3])
    yield check_port("127.0.0.1", port)
    yield check_engine(os.environ.get("SIYU_ENGINE", "duckdb"))
    found = check_home(home)
    yield found
    if found.state == BAD:
        return
    set_up()
    from siyu.cli.doctor import instance

    yield check_disk(home)
    yield check_secret(home)
    yield instance.check_console()
    schema = _guarded(instance.check_schema)
    yield schema
    if schema.state == BAD:
        return
    yield instance.check_clock()
    yield instance.check_worker()
    yield from instance.check_lakes()


def _guarded(check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except Refusal as refusal:
        return Finding(BAD, Text("数据库", "Database"), refusal.text, refusal.mend)
