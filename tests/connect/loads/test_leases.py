"""One holder at a time; a lease that ran out or whose process died is taken over, and the loser finds out."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta

import pytest

from siyu.connect.loads.leases import LeaseLostError, claim, hold
from siyu.connect.loads.models import Lease
from siyu.lib.errors import Refusal

pytestmark = pytest.mark.django_db


def test_a_held_lease_is_refused_to_the_next(workspace: object) -> None:
    with hold("x"), pytest.raises(Refusal, match="another process"), hold("x"):
        pass
    with hold("x"):
        pass


def test_one_that_ran_out_is_taken_over_and_its_holder_finds_out() -> None:
    first = claim("x")
    assert first is not None
    Lease.objects.update(until=datetime.now(UTC) - timedelta(seconds=1))
    assert claim("x") is not None
    with pytest.raises(LeaseLostError):
        first.confirm()


def test_one_of_a_dead_process_is_taken_over_at_once() -> None:
    lease = claim("x")
    assert lease is not None
    dead = subprocess.Popen(["true"])
    dead.wait()
    machine, _, token = lease.holder.split(":")
    Lease.objects.update(holder=f"{machine}:{dead.pid}:{token}")
    assert claim("x") is not None


def test_one_of_another_machine_is_left_alone_until_it_runs_out() -> None:
    lease = claim("x")
    assert lease is not None
    Lease.objects.update(holder="elsewhere-1:1:abc")
    assert claim("x") is None
