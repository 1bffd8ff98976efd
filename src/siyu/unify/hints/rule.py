"""When a wish becomes a hint: asked for in at least so many of the last visits. Knows no database and no lake."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Wish:
    """Something asked for, or bought, at a visit. `item` is a product's key or the words it was asked for with."""

    on: date
    item: str
    quantity: float = 1.0


@dataclass(frozen=True, slots=True)
class Hint:
    """An item to be ready: in `times` of the last `visits` visits it was asked for, most often in this quantity."""

    item: str
    quantity: float
    times: int
    visits: int
    last_on: date


def hints_of(visited_on: Iterable[date], wishes: Iterable[Wish], k: int, n: int) -> list[Hint]:
    """Return the items asked for in at least `k` of the last `n` visits, the most frequent and newest first.

    A visit is a day with an order or a wish; within a visit the quantities of an item add up. Of several quantities the
    most frequent counts, of equally frequent ones the latest. With fewer than `k` visits there is no hint. Raises
    `ValueError` unless 1 ≤ k ≤ n.
    """
    if not 1 <= k <= n:
        raise ValueError(f"{k} of {n} visits can not be")
    by_item: dict[str, dict[date, float]] = {}
    days = set(visited_on)
    for wish in wishes:
        days.add(wish.on)
        asked = by_item.setdefault(wish.item, {})
        asked[wish.on] = asked.get(wish.on, 0.0) + wish.quantity
    last = sorted(days)[-n:]
    found = [_hint(item, asked, last) for item, asked in by_item.items()]
    chosen = [hint for hint in found if hint is not None and hint.times >= k]
    return sorted(chosen, key=lambda hint: (-hint.times, -hint.last_on.toordinal(), hint.item))


def _hint(item: str, asked: Mapping[date, float], last: list[date]) -> Hint | None:
    mine = [day for day in last if asked.get(day, 0) > 0]
    if not mine:
        return None
    often = Counter(asked[day] for day in mine)
    quantity = max((often[asked[day]], day, asked[day]) for day in mine)[2]
    return Hint(item, quantity, len(mine), len(last), mine[-1])
