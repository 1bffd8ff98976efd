"""Guards where engines differ: write these instead of the bare operation, and an expression means the same on each."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from siyu.engine.digest import stable_hash

__all__ = ["days_between", "first_by", "last_by", "safe_divide", "stable_hash"]


def days_between(start: ir.Value, end: ir.Value) -> ir.Value:
    """Return how many midnights lie between two dates, negative when `end` is earlier.

    Takes dates only: a difference of instants counts midnights on one engine and whole 24 hours on another.
    Raises `TypeError` for anything that is not a date.
    """
    for value in (start, end):
        if not value.type().is_date():
            raise TypeError(f"days_between takes dates, not {value.type()}")
    return end.delta(start, unit="day").cast("int64")


def safe_divide(numerator: ir.Value, denominator: ir.Value) -> ir.Value:
    """Return the quotient as a float, null where the denominator is 0: one engine raises there, another is infinite."""
    return numerator.cast("float64") / denominator.cast("float64").nullif(0.0)


def last_by(value: ir.Column, *order: ir.Column) -> ir.Scalar:
    """Return `value` of the row that comes last in `order`, one aggregate that no scan order can change.

    Give an order that ends in a unique column, such as (occurred_at, key); rows with a null in it do not count.
    """
    return value.argmax(_order(order))


def first_by(value: ir.Column, *order: ir.Column) -> ir.Scalar:
    """Return `value` of the row that comes first in `order`; see `last_by`."""
    return value.argmin(_order(order))


def _order(columns: tuple[ir.Column, ...]) -> ir.Value:
    if len(columns) == 1:
        return columns[0]
    return ibis.struct({f"by{number}": column for number, column in enumerate(columns)})
