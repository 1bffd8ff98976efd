"""From rules to members: each different leaf becomes a bitmap once, a rule is bitmap algebra."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pyroaring import BitMap

from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.inputs import Inputs
from siyu.understand.rules.kinds import leaf_kinds
from siyu.understand.rules.leaves.segment import SegmentLeaf
from siyu.understand.rules.tree import All, AnyOf, Leaf, Not, Rule, leaves_of


def evaluate(rules: Sequence[Rule], inputs: Inputs, members: BitMap | None = None) -> list[BitMap]:
    """Return for each rule the members of the base it holds for at `inputs.at`.

    Facts are read once for all rules and all segments they refer to. `members` limits the answer, and what is read, to
    some members. Raises `Refusal` for a segment that does not exist or refers to itself.
    """
    if members is not None:
        inputs = inputs.limited_to(members)
    segments = resolve_segments(rules, inputs.segments)
    asked = [leaf for rule in (*rules, *_rules_in(segments)) for leaf in leaves_of(rule)]
    bits = _evaluate_leaves(dict.fromkeys(asked), inputs)
    for leaf, segment in segments.items():
        bits[leaf] = segment & inputs.base if isinstance(segment, BitMap) else _combine(segment, bits, inputs.base)
    return [BitMap(_combine(rule, bits, inputs.base)) for rule in rules]


def resolve_segments(
    rules: Sequence[Rule], segments: Callable[[str], Rule | BitMap | None], path: tuple[str, ...] = ()
) -> dict[SegmentLeaf, Rule | BitMap]:
    """Return what each segment leaf stands for, segments before those that refer to them.

    `path` names the segments whose rules these are; a rule that leads back to one of them is refused.
    """
    found: dict[SegmentLeaf, Rule | BitMap] = {}
    for rule in rules:
        _resolve(rule, segments, found, path)
    return found


def _resolve(
    rule: Rule,
    segments: Callable[[str], Rule | BitMap | None],
    found: dict[SegmentLeaf, Rule | BitMap],
    path: tuple[str, ...],
) -> None:
    for leaf in leaves_of(rule):
        if not isinstance(leaf, SegmentLeaf) or leaf in found:
            continue
        if leaf.name in path:
            raise _circular((*path[path.index(leaf.name) :], leaf.name))
        segment = segments(leaf.name)
        if segment is None:
            raise Refusal(
                "rule.unknown_segment",
                Text("没有名为“{name}”的分群", "there is no segment called “{name}”").format(name=leaf.name),
            )
        if not isinstance(segment, BitMap):
            _resolve(segment, segments, found, (*path, leaf.name))
        found[leaf] = segment


def _circular(names: Sequence[str]) -> Refusal:
    """Return the refusal of segments that refer to each other in a circle."""
    return Refusal(
        "rule.circular_segments",
        Text("分群互相引用成环：{path}", "segments refer to each other in a circle: {path}").format(
            path=" → ".join(names)
        ),
    )


def _rules_in(segments: dict[SegmentLeaf, Rule | BitMap]) -> list[Rule]:
    return [segment for segment in segments.values() if not isinstance(segment, BitMap)]


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


def _combine(rule: Rule, bits: dict[Leaf, BitMap], base: BitMap) -> BitMap:
    match rule:
        case All(parts):
            found = base
            for part in parts:
                found = found & _combine(part, bits, base)
            return found
        case AnyOf(parts):
            return BitMap.union(*(_combine(part, bits, base) for part in parts)) if parts else BitMap()
        case Not(part):
            return base - _combine(part, bits, base)
    return bits[rule]
