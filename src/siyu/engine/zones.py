"""Instants and wall-clock times: conversions between UTC and a named zone, the same on every engine."""

from __future__ import annotations

from datetime import datetime

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir


@ibis.udf.scalar.builtin(name="timezone", signature=((dt.string, dt.Timestamp()), dt.Timestamp(timezone="UTC")))
def _instant_of(zone: str, wall: datetime) -> datetime:
    """Read a wall-clock time in a zone."""


@ibis.udf.scalar.builtin(name="timezone", signature=((dt.string, dt.Timestamp(timezone="UTC")), dt.Timestamp()))
def _wall_of(zone: str, instant: datetime) -> datetime:
    """Show an instant on a zone's wall clock."""


def to_instant(wall: ir.Value, zone: str) -> ir.Value:
    """Return the UTC instant of a time without a zone; an hour that the zone skips counts from before the change."""
    return _instant_of(zone, wall)


def to_wall(instant: ir.Value, zone: str) -> ir.Value:
    """Return what the wall clock of `zone` shows at the instant, as a time without a zone."""
    return _wall_of(zone, instant)


@ibis.udf.scalar.builtin(name="try_strptime", signature=((dt.string, dt.string), dt.Timestamp()))
def parse_wall(text: str, pattern: str) -> datetime:
    """Read a time by a strptime pattern, null when it does not fit."""


@ibis.udf.scalar.builtin(name="make_timestamp", signature=((dt.int64,), dt.Timestamp()))
def from_micros(micros: int) -> datetime:
    """Return the UTC time that many microseconds after 1970."""
