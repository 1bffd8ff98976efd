"""A brand with a million people to write to: members with phones, consents, merges and what they were sent before."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from siyu.accounts.models import Workspace

ROOT = Path("bench-data") / "messaging"
NOON = datetime(2026, 6, 1, 4, tzinfo=UTC)


def open_django(part: str) -> None:
    """Begin with an empty home of its own."""
    home = ROOT / part
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    os.environ["SIYU_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "siyu.config.settings"
    import django
    from django.core.management import call_command

    django.setup()
    for alias in ("default", "inbox"):
        call_command("migrate", verbosity=0, database=alias)


def found_brand(members: int) -> Workspace:
    """Every member has a phone; nine in ten agreed to SMS, one in twenty withdrew, one in ten was written to yesterday.

    Every twentieth id is merged into the one before.
    """
    import numpy as np
    import pyarrow as pa

    from siyu.accounts.models import Workspace
    from siyu.engage.messaging.models import Message
    from siyu.unify.consents.models import Consent
    from siyu.unify.members.identity import keep_identity
    from siyu.unify.members.models import Identifier, Member

    brand = Workspace.objects.create(slug="bench", name="Bench", clock_stands_at=NOON, next_member_id=members + 1)
    everybody = range(1, members + 1)
    _create(Member(workspace=brand, member_id=n) for n in everybody)
    _create(Identifier(workspace=brand, kind="phone", value=f"+86{13_000_000_000 + n}", source_id=n) for n in everybody)
    _create(
        Consent(workspace=brand, source_id=n, purpose="marketing", channel="sms", source="import",
                how="withdrawn" if n % 20 == 7 else "given", at=NOON - timedelta(days=90))
        for n in everybody if n % 10
    )  # fmt: skip
    _create(
        Message(workspace=brand, effect_key=f"past-{n}", source_id=n, member_id=n, addressed_id=n, lane="bulk",
                channel="sms", transport="bench", content_class="marketing", likeness="old", state="sent",
                due_at=NOON, made_at=NOON, sent_at=NOON - timedelta(hours=20))
        for n in everybody if n % 10 == 3
    )  # fmt: skip
    moved = np.arange(20, members + 1, 20)
    keep_identity(brand, pa.table({"source_id": moved, "member_id": moved - 1}))
    return brand


def register_bench_transport() -> None:
    """A transport that takes everything at once: what is measured is all before it."""
    from siyu.engage.messaging.transports import Result, Transport, register_transport
    from siyu.lib.text import Text

    register_transport(
        Transport("bench", "sms", Text("测速", "Bench"), lambda route, some: [Result("sent")] * len(some), True, 500)
    )


def _create(rows: Iterable[Any]) -> None:
    rows = iter(rows)
    while some := list(islice(rows, 10_000)):
        type(some[0])._default_manager.bulk_create(some, batch_size=500)
