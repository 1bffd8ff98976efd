"""Products alike and recommended, a second time in plain Python: dictionaries of members, no matrices."""

from __future__ import annotations

from math import log1p, sqrt

Baskets = dict[int, dict[int, float]]
"""By member how often each product was bought."""


def weighted(baskets: Baskets) -> Baskets:
    """BM25: k1 1.2, b 0.75; a basket's length is the sum of its entries."""
    lengths = {member: sum(basket.values()) for member, basket in baskets.items()}
    known = [length for length in lengths.values() if length > 0]
    mean = sum(known) / len(known) if known else 1.0
    return {
        member: {
            product: often * 2.2 / (1.2 * (0.25 + 0.75 * lengths[member] / mean) + often)
            for product, often in basket.items()
        }
        for member, basket in baskets.items()
    }


def likeness(baskets: Baskets, one: int, other: int) -> float:
    """The dot product over the product of the lengths and 10 more; nothing is like itself."""
    if one == other:
        return 0.0
    columns = weighted(baskets).values()
    dot = sum(basket.get(one, 0.0) * basket.get(other, 0.0) for basket in columns)
    length = [sqrt(sum(basket.get(each, 0.0) ** 2 for basket in columns)) for each in (one, other)]
    return dot / (length[0] * length[1] + 10.0)


def scores(baskets: Baskets, member: int, products: int) -> list[float]:
    """A product's likeness to what the member bought times its popularity, and ten times what he bought of it."""
    sold = [sum(basket.get(product, 0.0) for basket in baskets.values()) for product in range(products)]
    most = max(sold, default=0.0) or 1.0
    mine = baskets[member]
    return [
        sum(log1p(often) * likeness(baskets, bought, product) for bought, often in mine.items()) * sold[product] / most
        + 10.0 * log1p(mine.get(product, 0.0))
        for product in range(products)
    ]
