"""From the facts that match leaves to the members of each leaf and the numbers made of their facts."""

from __future__ import annotations

from collections.abc import Iterator

import ibis
import numpy as np
import pyarrow as pa

from siyu.understand.inputs import Inputs
from siyu.understand.rules.scans import Scan

MEMBER_BITS = 32
"""A leaf and a member share one integer, the member in the lower bits."""


def split_pairs(facts: ibis.Table, scans: list[Scan], inputs: Inputs) -> Iterator[tuple[Scan, np.ndarray, None]]:
    """Yield the members of each leaf that asks only if there is a fact at all."""
    packed = facts.select(pair=facts.leaf * (1 << MEMBER_BITS) + facts.member_id)
    # NumPy sorts integers many times faster than the engine finds different rows.
    pairs = _once(inputs.snapshot.to_arrow(packed)["pair"].to_numpy())
    edges = np.searchsorted(pairs, np.arange(len(scans) + 1, dtype=np.int64) << MEMBER_BITS)
    for place, scan in enumerate(scans):
        yield scan, pairs[edges[place] : edges[place + 1]] & ((1 << MEMBER_BITS) - 1), None


def _once(pairs: np.ndarray) -> np.ndarray:
    """Return the different pairs in ascending order."""
    pairs = np.sort(pairs)
    is_new = np.ones(len(pairs), dtype=bool)
    np.not_equal(pairs[1:], pairs[:-1], out=is_new[1:])
    return pairs[is_new]


def split_numbers(
    facts: ibis.Table, scans: list[Scan], inputs: Inputs
) -> Iterator[tuple[Scan, np.ndarray, pa.ChunkedArray]]:
    """Yield the members of each leaf and the numbers made of their facts."""
    numbers = inputs.snapshot.to_arrow(_numbers(facts, scans[0], inputs))
    leaf, ids = numbers["leaf"].to_numpy(), numbers["member_id"].to_numpy()
    # NumPy sorts 16-bit integers by radix, many times faster than longer ones.
    order = np.argsort(leaf.astype(np.int16) if len(scans) < 1 << 15 else leaf, kind="stable")
    edges = np.searchsorted(leaf[order], np.arange(len(scans) + 1))
    for place, scan in enumerate(scans):
        rows = order[edges[place] : edges[place + 1]]
        yield scan, ids[rows], numbers["n"].take(pa.array(rows))


def _numbers(facts: ibis.Table, scan: Scan, inputs: Inputs) -> ibis.Table:
    """Return (leaf, member_id, n) of the matching facts."""
    by = facts.group_by("leaf", "member_id")
    if scan.leaf.measure == "distinct":
        if scan.attribute is not None:
            products = inputs.products()
            named = products.select(known_key=products.key, known_as=products[scan.attribute])
            facts = facts.inner_join(named, facts[scan.value] == named.known_key)
        value = facts.known_as if scan.attribute is not None else facts[scan.value]
        different = facts.select("leaf", "member_id", n=value).distinct()
        return different.group_by("leaf", "member_id").agg(n=different.n.count())
    if scan.match.view == "lines" and scan.value is None:
        facts = facts.select("leaf", "member_id", "order_key").distinct()
        by = facts.group_by("leaf", "member_id")
    value = facts[scan.value] if scan.value else facts.member_id
    made = {"times": value.count, "total": value.sum, "average": value.mean, "largest": value.max}
    return by.agg(n=made[scan.leaf.measure]())
