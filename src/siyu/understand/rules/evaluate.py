"""From rules to members: each different leaf becomes a bitmap once, a rule is bitmap algebra."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pyroaring import BitMap

from siyu.understand.inputs import Inputs
from siyu.understand.rules.kinds import leaf_kinds
from siyu.understand.rules.references import bits_of, combine, key_of, resolve, rules_in
from siyu.understand.rules.tree import Leaf, Rule, leaves_of


def evaluate(rules: Sequence[Rule], inputs: Inputs, members: BitMap | None = None) -> list[BitMap]:
    """Return for each rule the members of the base it holds for at `inputs.at`.

    Facts are read once for all rules and all segments and tags they refer to. `members` limits the answer, and what is
    read, to some members. Raises `Refusal` for a segment or tag that does not exist or refers to itself.
    """
    if members is not None:
        inputs = inputs.limited_to(members)
    named = resolve(rules, inputs.names)
    asked = [leaf for rule in (*rules, *_rules_of(named.values())) for leaf in leaves_of(rule)]
    bits = _evaluate_leaves(dict.fromkeys(asked), inputs)
    referring: defaultdict[str | None, set[Leaf]] = defaultdict(set)
    for leaf in asked:
        referring[key_of(leaf)].add(leaf)
    for key, meaning in named.items():
        bits |= {leaf: bits_of(leaf, meaning, bits, inputs.base) for leaf in referring[key]}
    return [BitMap(combine(rule, bits, inputs.base)) for rule in rules]


def _rules_of(meanings: Iterable[object]) -> list[Rule]:
    return [rule for meaning in meanings for rule in rules_in(meaning)]  # type: ignore[arg-type]


def _evaluate_leaves(leaves: dict[Leaf, None], inputs: Inputs) -> dict[Leaf, BitMap]:
    """Evaluate the leaves by kind; the kinds that share an evaluation, all measures of facts, do so together."""
    together: dict[object, list[Leaf]] = {}
    evaluations = {kind.leaf: kind.evaluate for kind in leaf_kinds().values()}
    for leaf in leaves:
        together.setdefault(evaluations[type(leaf)], []).append(leaf)
    bits: dict[Leaf, BitMap] = {}
    for run, same in together.items():
        bits |= run(same, inputs)  # type: ignore[operator]
    return bits
