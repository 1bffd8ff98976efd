"""White space: the members of a class who do not buy a category, as a rule, a number and a list."""

from __future__ import annotations

from typing import Any

import numpy as np

from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.inputs import Inputs
from siyu.understand.value.assortment import Level, labels_of
from siyu.understand.value.classes import CLASSES
from siyu.understand.value.matrix import Classed
from siyu.understand.value.selecting import Leaf, class_rule, members_by


def white_space_report(
    inputs: Inputs, days: int, level: Level, name: str, category: str, *, most: int | None = None
) -> dict[str, Any]:
    """Return the rule of who of the class did not buy the category, how many they are, and those who spent most.

    Raises `Refusal` (404) for a class there is not.
    """
    one = next((each for each in CLASSES if each.name == name), None)
    if one is None:
        names = ", ".join(each.name for each in CLASSES)
        text = Text("没有分层 {name}", "there is no class {name}").format(name=name)
        mend = Text("可用：{names}", "There are: {names}").format(names=names)
        raise Refusal("value.unknown_class", text, where="class", mend=mend, status=404)
    classed = Classed.of(inputs, days)
    unbought: Leaf = {
        "did": "ordered",
        "where": {f"product.{level}": {"eq": category}},
        "within": f"{days}d",
        "times": {"eq": 0},
    }
    rule: Leaf = {"all": [*class_rule(inputs, one, classed.scores, days)["all"], unbought]}
    (found,) = members_by(inputs, rule) if len(classed.bought) else ([],)
    bought = classed.bought
    mine = np.flatnonzero(np.isin(bought.member_ids, np.array(found, dtype=np.int64), assume_unique=True))
    order = mine[np.lexsort((bought.member_ids[mine], -bought.money_minor[mine]))][:most]
    return {
        "of_class": one.name,
        "class_label": one.label.as_dict(),
        "category": category,
        "category_label": labels_of(inputs, level, [category])[category].as_dict(),
        "members": len(found),
        "rule": rule,
        "items": [
            {
                "member_id": int(bought.member_ids[place]),
                "money_minor": int(bought.money_minor[place]),
                "orders": int(bought.orders[place]),
                "days_since": int(bought.days_since[place]),
            }
            for place in order
        ],
    }
