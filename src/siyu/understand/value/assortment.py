"""What was bought of each category: lines with their category, in the levels a product has, and how those are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from siyu.lib.text import Text
from siyu.understand.inputs import Inputs

if TYPE_CHECKING:
    import ibis

Level = Literal["department", "category"]


def lines_by(inputs: Inputs, days: int, level: Level) -> ibis.Table:
    """Return (member_id, order_key, category, net_minor, net_quantity, is_bought) of lines in the last days.

    Lines of products without a category are left out. Products are read as they are known now.
    """
    products = inputs.products()
    known = inputs.snapshot.keep(
        products.filter(products[level].notnull()).select(of_product="key", of_category=products[level])
    )
    lines = inputs.facts("lines", inputs.first_day(days))
    joined = lines.inner_join(known, lines.product_key == known.of_product)
    return joined.select(
        "member_id", "order_key", "net_minor", "net_quantity", "is_bought", category=joined.of_category
    )


def labels_of(inputs: Inputs, level: Level, names: list[str]) -> dict[str, Text]:
    """Return how categories are called: by their Chinese name where one is known."""
    from siyu.understand.stages.purchases import category_names

    known = category_names(inputs, level)
    return {name: Text(known.get(name, name), name) for name in names}
