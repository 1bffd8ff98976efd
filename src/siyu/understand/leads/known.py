"""What is known of business contacts by attributes: the company, the industry, the size in classes, the source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from siyu.lib.text import Text
from siyu.understand.inputs import Inputs
from siyu.understand.rules.masks import typed

if TYPE_CHECKING:
    from numpy.typing import NDArray

OTHERS = Text("其他", "Others")
NOT_KNOWN = Text("未知", "Not known")
MOST_VALUES = 30


@dataclass(frozen=True, slots=True)
class Value:
    """A value contacts are counted by; `name` is None for those of whom nothing is known, `rule` finds its contacts."""

    name: str | None
    label: Text
    rule: dict[str, Any]
    members: int

    def as_dict(self) -> dict[str, Any]:
        return {"name": self.name, "label": self.label.as_dict(), "rule": self.rule, "members": self.members}


def known_by(inputs: Inputs, attribute: str, members: NDArray[Any]) -> list[str | None]:
    """Return an attribute of each of the members as text, None where it is not known."""
    table = inputs.attributes(attribute)
    held = dict(zip(table["member_id"].to_pylist(), typed(table["value"], "text").to_pylist(), strict=True))
    return [held.get(member) for member in members.tolist()]


def classes_of(values: Sequence[str | None], limits: Sequence[int]) -> list[str | None]:
    """Return sizes as they are shown: numbers by their class between the limits, any other text as it is."""
    import pyarrow as pa

    numbers = typed(pa.chunked_array([pa.array(values, pa.string())]), "number").to_pylist()
    names = class_names(limits)

    def class_of(number: float | None, value: str | None) -> str | None:
        if number is None:
            return value
        return names[sum(number > limit for limit in limits)]

    return [class_of(number, value) for number, value in zip(numbers, values, strict=True)]


def class_names(limits: Sequence[int]) -> list[str]:
    """Return the names of the classes of sizes: `1–50`, `51–200`, `201+`; one class when there are no limits."""
    firsts = [1, *(limit + 1 for limit in limits)]
    return [*(f"{first}–{limit}" for first, limit in zip(firsts, limits, strict=False)), f"{firsts[-1]}+"]


def counted(attribute: str, values: Sequence[str | None], limits: Sequence[int] | None = None) -> list[Value]:
    """Return the values of an attribute with their contacts, the most frequent first, then the rest and the unknown.

    With `limits` the values are classes of sizes, which come first and in their order. No value stands for nobody.
    """
    counts = Counter(values)
    unknown = counts.pop(None, 0)
    rules = _class_rules(attribute, limits) if limits is not None else {}
    first = [name for name in rules if name in counts]
    further = sorted((name for name in counts if name not in rules), key=lambda name: (-counts[name], name or ""))
    shown = [*first, *further[: max(MOST_VALUES - len(first), 1)]]
    found = [
        Value(name, Text(name, name), rules.get(name) or {"attribute": attribute, "is": name}, counts[name])
        for name in shown
        if name is not None
    ]
    rest = sum(counts.values()) - sum(one.members for one in found)
    if rest:
        rule = {"all": [{"attribute": attribute, "is": {"missing": False}}, *({"not": one.rule} for one in found)]}
        found.append(Value("", OTHERS, rule, rest))
    if unknown:
        found.append(Value(None, NOT_KNOWN, {"attribute": attribute, "is": {"missing": True}}, unknown))
    return found


def among(values: Sequence[str | None], shown: Sequence[Value]) -> list[str | None]:
    """Return the values with those that are not shown by name as the others, `""`."""
    names = {one.name for one in shown}
    return [value if value is None or value in names else "" for value in values]


def _class_rules(attribute: str, limits: Sequence[int]) -> dict[str, dict[str, Any]]:
    bounds: list[dict[str, int]] = []
    for place in range(len(limits) + 1):
        above = {"gt": limits[place - 1]} if place else {}
        below = {"lte": limits[place]} if place < len(limits) else {}
        bounds.append({**above, **below} or {"gt": -1})
    rules = [{"attribute": attribute, "is": bound} for bound in bounds]
    return dict(zip(class_names(limits), rules, strict=True))
