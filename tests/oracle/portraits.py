"""How two groups compare, a second time in plain Python: no code of the product, one member at a time."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any


def compared(values: Mapping[int, Any], a: set[int], b: set[int]) -> dict[str, Any]:
    """Return information value, chi-square, p and whether there are enough, of one level a member."""
    union = sorted(a | b)
    levels = sorted({values[one] for one in union}, key=str)
    in_a, in_b, in_all = (Counter(values[one] for one in group) for group in (sorted(a), sorted(b), union))
    information = 0.0
    for level in levels:
        share_a = (in_a[level] + 0.5) / (len(a) + 0.5 * len(levels))
        share_b = (in_b[level] + 0.5) / (len(b) + 0.5 * len(levels))
        information += (share_a - share_b) * math.log(share_a / share_b)
    smallest = min(len(a), len(b), len(a ^ b))
    pools = pooled({level: smallest * in_all[level] / len(union) for level in levels})
    if smallest == 0 or (len(pools) < 2 and len(levels) > 1):
        return {"information": information, "chi_square": None, "p": None}
    # The weight of a member in the difference of shares; who is in both counts in both.
    spread = sum(((one in a) / len(a) - (one in b) / len(b)) ** 2 for one in union)
    chi_square = 0.0
    for pool in pools:
        difference = sum((one in a) / len(a) - (one in b) / len(b) for one in union if values[one] in pool)
        expected = sum(in_all[level] for level in pool) / len(union)
        chi_square += difference**2 / expected
    chi_square /= spread
    return {"information": information, "chi_square": chi_square, "p": beyond(chi_square, len(pools) - 1)}


def pooled(expected: Mapping[Any, float]) -> list[set[Any]]:
    """Return the levels, those with less than five expected members together, and with the next one until they have."""
    rare = {level for level, count in expected.items() if count < 5}
    common = sorted((count, str(level), level) for level, count in expected.items() if count >= 5)
    pools = [{level} for _, _, level in common]
    if not rare:
        return pools
    if sum(expected[level] for level in rare) < 5 and pools:
        return [rare | pools[0], *pools[1:]]
    return [rare, *pools]


def beyond(chi_square: float, freedom: int) -> float:
    """Return the chance of a greater chi-square: by parts of the integral, from one or two degrees of freedom up."""
    if freedom == 0:
        return 1.0
    half = chi_square / 2
    found = math.erfc(math.sqrt(half)) if freedom % 2 else math.exp(-half)
    for degree in range(1 + (freedom % 2 == 0), freedom, 2):
        found += math.exp(degree / 2 * math.log(half) - half - math.lgamma(degree / 2 + 1)) if half else 0.0
    return found


def corrected(p: Sequence[float]) -> list[float]:
    """Return p-values after Benjamini and Hochberg: the least of all p·m/rank from its own rank up."""
    ranked = sorted(p)
    found = []
    for one in p:
        ranks = [rank for rank, other in enumerate(ranked, 1) if other >= one]
        found.append(min(1.0, *(ranked[rank - 1] * len(p) / rank for rank in ranks)))
    return found


def edges(values: Sequence[float], bins: int) -> list[float]:
    """Return where bins begin: at each quantile, and just above a value that a bin's worth of members share."""
    ordered = sorted(values)
    found = set()
    for part in range(bins):
        value = ordered[len(ordered) * part // bins]
        found.add(value)
        if ordered.count(value) * bins >= len(ordered):
            found |= set([one for one in ordered if one > value][:1])
    return sorted(found - {ordered[0]})
