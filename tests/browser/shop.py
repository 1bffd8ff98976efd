"""The files of the shop the browser looks at: 12 members, the first 8 of whom ordered in the last days."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

PHONE = "1380000{:04}"
MEMBERS = 12
BUYERS = 8
MILK_BUYERS = 5
"""Members 1–5 buy milk and bread, members 6–8 only bread."""


def write_shop(folder: Path) -> dict[str, Path]:
    """Write the shop's files; return them by import kind in the order they are to be imported."""
    products = [("p1", "Whole milk", "DAIRY", "乳品"), ("p2", "Rye bread", "BAKERY", "烘焙")]
    people = [(PHONE.format(number), f"Member {number}", "2020-01-05") for number in range(1, MEMBERS + 1)]
    return {
        "products": write_rows(folder / "products.csv", ("product_id", "name", "category", "category_zh"), products),
        "members": write_rows(folder / "members.csv", ("phone", "name", "joined_on"), people),
        "order_lines": write_lines(folder / "lines.csv", range(1, BUYERS + 1)),
    }


def write_lines(path: Path, members: range, days_ago: int = 0) -> Path:
    """Write order lines of those members, each a day before the last one's: bread for all, milk for the first five."""
    today = datetime.now(UTC).replace(hour=15, minute=0, second=0, microsecond=0) - timedelta(days=days_ago)
    rows = []
    for number in members:
        at = (today - timedelta(days=number)).isoformat()
        bought = [("p2", "2.00"), *([("p1", "3.00")] if number <= MILK_BUYERS else [])]
        rows += [(f"o{number}", at, product, "1", amount, PHONE.format(number)) for product, amount in bought]
    return write_rows(path, ("order_id", "ordered_at", "product_id", "quantity", "sales_value", "phone"), rows)


def write_rows(path: Path, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> Path:
    """Write a CSV file and return its path."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])
    return path
