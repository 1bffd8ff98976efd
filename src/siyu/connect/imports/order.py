"""In which order files of several kinds come in, when they come together: what others name comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

ORDER = (
    "stores", "staff", "products", "offers", "members", "identifiers", "consents", "tags", "orders", "order_lines", "refunds",
    "touches", "events", "coupons", "points", "lead_stages",
)  # fmt: skip
"""No kind needs another one to be there; but only lines of unknown products or people can be told if those came first."""

Item = TypeVar("Item")


def in_order(items: Iterable[Item], kind_of: Callable[[Item], str]) -> list[Item]:
    """Return the items by the place of their kind, those of one kind as they came; a kind without a place comes last."""
    places = {name: place for place, name in enumerate(ORDER)}
    return sorted(items, key=lambda item: places.get(kind_of(item), len(places)))
