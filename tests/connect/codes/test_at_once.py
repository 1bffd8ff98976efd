"""Many at once: one use is claimed once, one scan is the first, and the counters add up."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.connect.codes.claiming import claim_code
from siyu.connect.codes.finding import find_code
from siyu.connect.codes.managing import Wanted, make_batch
from siyu.connect.codes.models import CodeClaim, Scan
from siyu.connect.codes.scanning import scan
from siyu.lib.errors import Refusal
from tests.connect.codes.conftest import serial

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
THREADS = 8


def together(do: Callable[[int], Any]) -> list[Any]:
    """Run in threads that start at the same moment, and return what each said or was refused with."""
    gate, said = threading.Barrier(THREADS), [None] * THREADS

    def run(nth: int) -> None:
        gate.wait()
        try:
            said[nth] = do(nth)
        except Refusal as refusal:
            said[nth] = refusal.code
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(nth,)) for nth in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def test_uses_are_claimed_once_and_scans_counted_once(committing_here: None, workspace: Workspace) -> None:
    access = command_line(workspace)
    batch = make_batch(access, Wanted("Posters", "poster", 3, uses=3))

    def claim(code: str, phone: int) -> bool:
        return claim_code(access, code, identifiers={"phone": f"1391234567{phone}"}).is_new

    different = Counter(together(lambda nth: claim(serial(batch, 1), nth)))
    assert different == {True: 3, "code.claimed": THREADS - 3}
    same = Counter(together(lambda _: claim(serial(batch, 2), 1)))
    assert same == {True: 1, False: THREADS - 1}
    assert sorted(CodeClaim.objects.values_list("number", "nth")) == [(1, 1), (1, 2), (1, 3), (2, 1)]

    known = find_code(serial(batch, 3))
    seen = together(lambda nth: scan(known, "phone", f"{nth:016}"))
    assert sorted(one.before for one in seen) == list(range(THREADS))
    assert [one.verdict for one in seen].count("genuine") == 1
    assert Scan.objects.count() == THREADS
    batch.refresh_from_db()
    assert (batch.scans, batch.scanned, batch.repeated, batch.claims, batch.claimed) == (THREADS, 1, 1, 4, 2)
