"""The quotient of two numbers of a member, missing where the divisor is 0; Ibis is imported when one is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis


def share(part: ibis.Value, whole: ibis.Value) -> ibis.Value:
    """Return `part` ÷ `whole` as a float."""
    from siyu.engine.dialect import safe_divide

    return safe_divide(part, whole)
