"""Customers become members: by their id in the corp, and by the unionid where the platform tells it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from siyu.connect.loads.stages import ProfileChange, change_profiles, resolve
from siyu.platforms.channels.models import Channel

AT_ONCE = 300


def recognise(channel: Channel, customers: Iterable[tuple[str, str | None]]) -> dict[str, int]:
    """Return the source id of each `(external_userid, unionid)`; unknown people become members, two ids of one are linked."""
    rows = list(dict(customers).items())
    values: list[tuple[str, list[str | None]]] = [
        (f"external_userid:{channel.identity}", [external for external, _ in rows])
    ]
    if any(unionid for _, unionid in rows):
        values.append(("unionid", [unionid for _, unionid in rows]))
    found = resolve(channel.workspace, values) if rows else None
    return {} if found is None else {row[0]: int(number) for row, number in zip(rows, found.source_ids, strict=True)}


def name_members(channel: Channel, told: dict[int, dict[str, Any]]) -> None:
    """Give members a name and a picture where they have none: what a customer calls himself never replaces what is known."""
    now = datetime.now(UTC)
    changes = [
        ProfileChange(number, "set_once", {name: value for name, value in values.items() if value}, now)
        for number, values in told.items()
    ]
    for start in range(0, len(changes), AT_ONCE):
        with transaction.atomic():
            change_profiles(channel.workspace, changes[start : start + AT_ONCE])
