"""A real kill -9 in the middle of a load: the next process takes the dead one's leases over at once and finishes."""

from __future__ import annotations

import os
import random
import signal
from pathlib import Path
from subprocess import TimeoutExpired

from tests.killing import start_import

HEADER = "order,at,product,quantity,sales,household\n"
KILLS = int(os.environ.get("SIYU_KILLS", "3"))
SEED = int(os.environ.get("SIYU_SEED", random.SystemRandom().randrange(1_000_000)))


def test_the_next_process_finishes_what_the_killed_one_froze(tmp_path: Path) -> None:
    file = tmp_path / "lines.csv"
    file.write_text(f"{HEADER}o1,2017-03-01 10:00:00,p1,1,2.50,7\n")
    killed = start_import(tmp_path / "home", file, kill_after="appended order_lines")
    killed.communicate(timeout=600)
    assert killed.returncode == -signal.SIGKILL
    told, errors = start_import(tmp_path / "home", file).communicate(timeout=600)
    assert told.split() == ["done", "1", "1", "1", "250", "1", "250"], errors


def test_kills_at_random_moments_lose_and_double_nothing(tmp_path: Path) -> None:
    print(f"SIYU_SEED={SEED} SIYU_KILLS={KILLS}")
    dice = random.Random(SEED)
    file, lines = tmp_path / "lines.csv", 20_000
    cents = [dice.randrange(1, 5_000) for _ in range(lines)]
    with file.open("w") as out:
        out.write(HEADER)
        for number, price in enumerate(cents):
            money = f"{price // 100}.{price % 100:02}"
            day = 1 + number // 4 % 28
            out.write(f"o{number // 4},2017-03-{day:02} 10:00:00,p{number},1,{money},{number // 4 % 977}\n")
    for _ in range(KILLS):
        process = start_import(tmp_path / "home", file)
        try:
            process.communicate(timeout=dice.uniform(1.0, 9.0))
        except TimeoutExpired:
            process.kill()
            process.communicate()
    told, errors = start_import(tmp_path / "home", file).communicate(timeout=600)
    expected = ["done", lines, lines, lines, sum(cents), lines // 4, sum(cents)]
    assert told.split() == [str(one) for one in expected], f"seed {SEED}: {errors}"
