"""What rules refer to by name – segments and tags – resolved in an order in which each comes after what it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyroaring import BitMap

from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.rules.leaves.segment import SegmentLeaf
from siyu.understand.rules.leaves.tag import TagLeaf
from siyu.understand.rules.tree import All, AnyOf, Leaf, Not, Rule, leaves_of

Values = tuple[tuple[str, Rule | BitMap], ...]
"""The values of a tag in order: a member has the first that holds."""
Meaning = Rule | BitMap | Values


def no_tags(name: str) -> Values | None:
    """Know no tag."""
    return None


@dataclass(frozen=True, slots=True)
class Names:
    """What names stand for; None for a name that is not known."""

    segments: Callable[[str], Rule | BitMap | None]
    tags: Callable[[str], Values | None] = no_tags

    def meaning_of(self, key: str) -> Meaning:
        """Return what a key stands for. Raises `Refusal` when there is no such segment or tag."""
        kind, _, name = key.rpartition(":")
        found: Meaning | None = self.tags(name) if kind else self.segments(name)
        if found is not None:
            return found
        if kind:
            text = Text("没有名为“{name}”的标签", "there is no tag called “{name}”")
            raise Refusal("rule.unknown_tag", text.format(name=name))
        text = Text("没有名为“{name}”的分群", "there is no segment called “{name}”")
        raise Refusal("rule.unknown_segment", text.format(name=name))


def key_of(leaf: Leaf) -> str | None:
    """Return what a leaf refers to: the name of a segment, `tag:` and the name of a tag, or None."""
    if isinstance(leaf, SegmentLeaf):
        return leaf.name
    return f"tag:{leaf.name}" if isinstance(leaf, TagLeaf) else None


def rules_in(meaning: Meaning) -> Iterator[Rule]:
    """Yield the rules something named is made of."""
    parts = [part for _, part in meaning] if isinstance(meaning, tuple) else [meaning]
    for part in parts:
        if not isinstance(part, BitMap):
            yield part


def resolve(rules: Sequence[Rule], names: Names, path: tuple[str, ...] = ()) -> dict[str, Meaning]:
    """Return what everything rules refer to stands for by key, each after what it refers to itself.

    `path` holds the keys of what these are the rules of; a rule that leads back to one of them is refused.
    """
    found: dict[str, Meaning] = {}
    for rule in rules:
        _resolve(rule, names, found, path)
    return found


def _resolve(rule: Rule, names: Names, found: dict[str, Meaning], path: tuple[str, ...]) -> None:
    for key in filter(None, map(key_of, leaves_of(rule))):
        if key in found:
            continue
        if key in path:
            raise _circular((*path[path.index(key) :], key))
        meaning = names.meaning_of(key)
        for part in rules_in(meaning):
            _resolve(part, names, found, (*path, key))
        found[key] = meaning


def _circular(keys: Sequence[str]) -> Refusal:
    """Return the refusal of segments and tags that refer to each other in a circle."""
    text = Text("互相引用成环：{path}", "these refer to each other in a circle: {path}")
    return Refusal("rule.circular", text.format(path=" → ".join(keys)))


def combine(rule: Rule, bits: Mapping[Leaf, BitMap], base: BitMap) -> BitMap:
    """Return the members of the base a rule holds for, given those of its leaves."""
    match rule:
        case All(parts):
            found = base
            for part in parts:
                found = found & combine(part, bits, base)
            return found
        case AnyOf(parts):
            return BitMap.union(*(combine(part, bits, base) for part in parts)) if parts else BitMap()
        case Not(part):
            return base - combine(part, bits, base)
    return bits[rule]


def first_that_holds(values: Values, bits: Mapping[Leaf, BitMap], base: BitMap) -> dict[str, BitMap]:
    """Return the members of each value: of several that hold a member has the first."""
    taken = BitMap()
    found: dict[str, BitMap] = {}
    for value, part in values:
        holds = part if isinstance(part, BitMap) else combine(part, bits, base)
        fresh = (holds & base) - taken
        found[value] = found[value] | fresh if value in found else fresh
        taken |= fresh
    return found


def bits_of(leaf: Leaf, meaning: Meaning, bits: Mapping[Leaf, BitMap], base: BitMap) -> BitMap:
    """Return the members a leaf that refers to something named holds for."""
    if not isinstance(meaning, tuple):
        return meaning & base if isinstance(meaning, BitMap) else combine(meaning, bits, base)
    held = first_that_holds(meaning, bits, base)
    having = BitMap.union(*held.values()) if held else BitMap()
    if not isinstance(leaf, TagLeaf) or leaf.condition is None:
        return having
    asked = [members for value, members in held.items() if leaf.condition.holds(value)]
    found = BitMap.union(*asked) if asked else BitMap()
    return found | (base - having) if leaf.condition.holds(None) else found
