"""Conditions on product attributes as sets of product keys, so that no fact is ever joined with the wide products."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from siyu.understand.rules.conditions import Condition, Value

if TYPE_CHECKING:
    import pyarrow as pa

    from siyu.understand.inputs import Inputs

ATTRIBUTES = ("key", "name", "department", "category", "type", "brand", "manufacturer")


class ProductSets:
    """Answers for one evaluation; the products are read when first asked for."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self._by_value: dict[str, dict[Any, list[str]]] = {}

    def matching(self, where: Sequence[tuple[str, Condition]]) -> tuple[bool, frozenset[str]]:
        """Return (True, keys of products that meet all conditions), or (False, keys of those that do not).

        The second form is for conditions a product without attributes meets (`missing: true`): then a fact of an
        unknown product or of none matches too.
        """
        from siyu.understand.rules.masks import mask

        equals = [(name, condition.equals()) for name, condition in where]
        if all(values is not None for _, values in equals):
            return True, self._with_values([(name, values or ()) for name, values in equals])
        met = reduce(np.logical_and, [mask(condition, self._products[name]) for name, condition in where])
        like = not all(condition.holds(None) for _, condition in where)
        keys = self._products["key"].filter(_wanted(met if like else ~met))
        return like, frozenset(keys.to_pylist())

    def _with_values(self, where: Sequence[tuple[str, tuple[Value, ...]]]) -> frozenset[str]:
        sets = [
            frozenset[str]().union(*(self._keys_of(name).get(value, ()) for value in values)) for name, values in where
        ]
        return sets[0].intersection(*sets[1:])

    def _keys_of(self, name: str) -> dict[Any, list[str]]:
        """Return the keys by value of an attribute: a hundred rules of one category each then cost one walk."""
        if name not in self._by_value:
            found: dict[Any, list[str]] = {}
            for key, value in zip(self._products["key"].to_pylist(), self._products[name].to_pylist(), strict=True):
                found.setdefault(value, []).append(key)
            self._by_value[name] = found
        return self._by_value[name]

    @cached_property
    def _products(self) -> pa.Table:
        return self.inputs.snapshot.to_arrow(self.inputs.products().select(*ATTRIBUTES))


def _wanted(met: np.ndarray) -> pa.Array:
    import pyarrow as pa

    return pa.array(met)
