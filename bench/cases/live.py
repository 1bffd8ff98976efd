"""Two hundred segments of three leaves for ten thousand members something changed about, as a live round evaluates them."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa

from bench.cases import Case
from bench.cases.segments import pairs, rules
from bench.home import Home

CHANGED = 10_000


def documents() -> list[dict[str, Any]]:
    """Return a hundred segments, and as many that ask for at least two orders."""
    twice = [{"all": [rule, {"did": "ordered", "times": {"gte": 2}, "within": f"{30 + number}d"}]}
             for number, rule in enumerate(rules())]  # fmt: skip
    return [*rules(), *twice]


def siyu(home: Home) -> pa.Table:
    from pyroaring import BitMap

    return _answer(home, BitMap(_changed(home)))


def siyu_all(home: Home) -> pa.Table:
    return _answer(home, None)


def _answer(home: Home, members: Any) -> pa.Table:
    from pyroaring import BitMap

    from bench.product import enter_once

    enter_once(home)
    from siyu.accounts.models import Workspace
    from siyu.understand.opening import open_inputs
    from siyu.understand.rules.evaluate import evaluate

    with open_inputs(Workspace.objects.get(slug="bench"), members=members) as inputs:
        found = evaluate(_parsed(), inputs)
    among = BitMap(_changed(home))
    return pairs(np.array(bits & among) for bits in found)


@cache
def _parsed() -> Any:
    """Parse once a process, as the worker does."""
    from siyu.understand.rules.parse import parse_rule

    return [parse_rule(document) for document in documents()]


def _changed(home: Home) -> np.ndarray:
    chance = np.random.default_rng(7)
    return np.sort(
        chance.choice(np.arange(1, home.members + 1, dtype=np.uint32), min(CHANGED, home.members // 2), replace=False)
    )


CASE = Case(
    "live",
    "200 segments for 10,000 changed members",
    ("orders", "order_lines", "refunds", "products"),
    {"siyu": siyu, "siyu, all members": siyu_all},
    "≤ 1 s at 1 M members",
)
