"""The digest of a fact's content: 64 bits that are the same on every engine and in every release."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

_NULL = "\x1e"
_BETWEEN = "\x1f"


@ibis.udf.scalar.builtin(name="epoch_us", signature=((dt.Timestamp(timezone="UTC"),), dt.int64))
def _micros(instant: datetime) -> int:
    """Return the microseconds since 1970, much faster to write down than a date."""


@ibis.udf.scalar.builtin(name="md5_number_upper", signature=((dt.string,), dt.uint64))
def _upper_half(text: str) -> int:
    """Return the first eight bytes of the text's MD5, least significant first."""


def stable_hash(*values: ir.Value, later: Mapping[str, ir.Value] | None = None) -> ir.Value:
    """Return a 63-bit hash of the values in their order; null differs from the empty text.

    `later` are named values that only count where they are not null: without any the hash is that of `values` alone.
    """
    text = ibis.literal(_BETWEEN).join([_told(value).cast("string").coalesce(_NULL) for value in values])
    for name, value in sorted((later or {}).items()):
        text += (ibis.literal(f"{_BETWEEN}{name}=") + _told(value).cast("string")).coalesce("")
    return (_upper_half(text) & ibis.literal(2**63 - 1, "uint64")).cast("int64")


def _told(value: ir.Value) -> ir.Value:
    return _micros(value) if value.type().is_timestamp() else value
