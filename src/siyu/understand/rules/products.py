"""Conditions on product attributes as sets of product keys, so that no fact is ever joined with the wide products."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, reduce
from typing import TYPE_CHECKING

import numpy as np

from siyu.understand.rules.conditions import Condition

if TYPE_CHECKING:
    import pyarrow as pa

    from siyu.understand.inputs import Inputs

ATTRIBUTES = ("key", "name", "department", "category", "type", "brand", "manufacturer")


class ProductSets:
    """Answers for one evaluation; the products are read when first asked for."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs

    def matching(self, where: Sequence[tuple[str, Condition]]) -> tuple[bool, frozenset[str]]:
        """Return (True, keys of products that meet all conditions), or (False, keys of those that do not).

        The second form is for conditions a product without attributes meets (`missing: true`): then a fact of an
        unknown product or of none matches too.
        """
        from siyu.understand.rules.masks import mask

        met = reduce(np.logical_and, [mask(condition, self._products[name]) for name, condition in where])
        like = not all(condition.holds(None) for _, condition in where)
        keys = self._products["key"].filter(_wanted(met if like else ~met))
        return like, frozenset(keys.to_pylist())

    @cached_property
    def _products(self) -> pa.Table:
        return self.inputs.snapshot.to_arrow(self.inputs.products().select(*ATTRIBUTES))


def _wanted(met: np.ndarray) -> pa.Array:
    import pyarrow as pa

    return pa.array(met)
