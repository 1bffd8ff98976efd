"""What `did` and the measures have in common: a fact, conditions on its properties and a window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from siyu.lib.text import Text
from siyu.understand.rules.ages import Age
from siyu.understand.rules.conditions import Condition, parse_condition
from siyu.understand.rules.facts import ACTIVITY, ORDERED, REFUNDED, Fact, fact_of
from siyu.understand.rules.known import Known
from siyu.understand.rules.problems import join, unknown, wrong
from siyu.understand.rules.tree import Leaf
from siyu.understand.rules.windows import Window

if TYPE_CHECKING:
    from pyroaring import BitMap

    from siyu.understand.inputs import Inputs

Where = tuple[tuple[str, Condition], ...]
"""Conditions by the name of a property, sorted so that equal questions are equal."""


@dataclass(frozen=True)
class MatchLeaf(Leaf):
    """Compares a number made of the facts `did` in the `window` whose properties meet the conditions `where`.

    `measure` is `times`, or what is made of `measured`. Without a matching fact `times`, `total` and `distinct` are 0,
    `average` and `largest` are missing.
    """

    did: str
    where: Where
    window: Window
    measure: str
    measured: str | None
    condition: Condition

    @property
    def of_none(self) -> int | None:
        """The number of a member without matching facts."""
        return None if self.measure in {"average", "largest"} else 0


def parse_fact(did: str, known: Known, where: str) -> Fact:
    """Return the fact; raises `Refusal` for a type of event or touch the workspace does not know."""
    fact = fact_of(did)
    if fact is ACTIVITY and known.types is not None and did not in known.types:
        names = [ORDERED.name, REFUNDED.name, *known.types]
        raise unknown("rule.unknown_fact", Text("行为", "fact or event"), did, names, where)
    return fact


def parse_where(fact: Fact, raw: Mapping[str, object], known: Known, where: str) -> Where:
    """Return the conditions by property name."""
    found = []
    for name, condition in raw.items():
        path = join(where, str(name))
        asked = fact.find(name)
        if asked is None:
            names = [one.name for one in fact.properties]
            raise unknown("rule.unknown_property", Text("属性", "property"), name, names, path)
        found.append((name, parse_condition(condition, asked.type, known.currency, path)))
    refuse_unmatchable(fact, [name for name, _ in found], where)
    return tuple(sorted(found, key=lambda one: one[0]))


def refuse_unmatchable(fact: Fact, names: Sequence[str], where: str) -> None:
    """Raise `Refusal` when no event and no touch can have all the properties."""
    properties = [one for one in fact.properties if one.name in names]
    if fact is ACTIVITY and not any(all(one.column(table) for one in properties) for table in fact.tables):
        raise wrong(
            "rule.unmatchable",
            where,
            "没有行为同时具有这些属性：{names}",
            "no event has all of these properties: {names}",
            names=", ".join(one.name for one in properties),
        )


def evaluate(leaves: Sequence[MatchLeaf], inputs: Inputs) -> dict[MatchLeaf, BitMap]:
    """Read the facts of all leaves in as few passes as possible."""
    from siyu.understand.rules.match import match_leaves

    return match_leaves(leaves, inputs)


def ages(leaf: MatchLeaf) -> tuple[Age, ...]:
    """Return the age at which a fact leaves a window of hours; one of days changes at midnight only."""
    seconds = leaf.window.seconds
    return () if seconds is None else (Age(leaf.did, seconds),)
