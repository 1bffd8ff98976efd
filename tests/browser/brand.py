"""The files of a brand with two stores, a guide, orders of nobody, and a phone that was seen with two cards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.browser.shop import PHONE, write_rows

STORE, CLOSED, GUIDE = "江汉路店", "光谷店", "g1"
OF_MEMBERS, OF_NOBODY = 3, 2
"""Orders: three of members, all in the first store, and two of nobody."""


def write_brand(folder: Path) -> dict[str, Path]:
    """Write the brand's files; return them by import kind in the order they are to be imported."""
    stores = [("s1", STORE, "武汉", ""), ("s2", CLOSED, "武汉", "2020-01-05")]
    cards = [("VIP1", PHONE.format(1)), ("VIP2", PHONE.format(1))]
    return {
        "stores": write_rows(folder / "stores.csv", ("store_id", "name", "city", "closed_on"), stores),
        "order_lines": _write_lines(folder / "brand-lines.csv"),
        "identifiers": write_rows(folder / "cards.csv", ("card_no", "phone"), cards),
    }


def _write_lines(path: Path) -> Path:
    today = datetime.now(UTC).replace(microsecond=0)
    header = ("order_id", "ordered_at", "product_id", "quantity", "sales_value", "store_id", "staff_id", "phone")
    rows = []
    for number in range(1, OF_MEMBERS + OF_NOBODY + 1):
        phone = PHONE.format(number) if number <= OF_MEMBERS else ""
        at = (today - timedelta(days=number)).isoformat()
        rows.append((f"r{number}", at, "p1", "1", "8.00", "s1" if phone else "s2", GUIDE, phone))
    return write_rows(path, header, rows)
