"""How values that JSON has no word for are written: instants and days as ISO 8601, decimals as numbers."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import msgspec

UNREADABLE = (msgspec.DecodeError, RecursionError, UnicodeDecodeError)
"""What decoding JSON of strangers raises: no JSON, nested without end, or text in no encoding."""


def plain(value: Any) -> Any:
    """Return the value as JSON knows it; for `json.dumps(…, default=plain)`. Raises `TypeError` for other types."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, timedelta):
        return value.total_seconds()
    raise TypeError(f"{type(value).__name__} is not JSON")
