"""From a document to a rule: refuses what is too deep, too long, unknown or of the wrong type, with its path."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from siyu.lib.text import Text
from siyu.understand.rules.kinds import leaf_kinds
from siyu.understand.rules.known import ANYTHING, Known
from siyu.understand.rules.problems import join, misshapen, shortened, unknown, wrong
from siyu.understand.rules.tree import All, AnyOf, Not, Rule

MOST_DEPTH = 16
MOST_LEAVES = 200
GROUPS = ("all", "any", "not")


def parse_rule(raw: object, known: Known = ANYTHING) -> Rule:
    """Return the rule of a document.

    Depth counts nested groups and the leaf in them. Raises `Refusal` whose `where` is the path of what is wrong, such
    as `all[0].any[1].feature`.
    """
    _refuse_size(raw)
    return _rule(raw, known, "")


def _refuse_size(raw: object) -> None:
    """Walk without recursion, so that a rule nested a thousand deep is refused rather than a crash."""
    leaves, waiting = 0, [(raw, 1, "")]
    while waiting:
        node, depth, where = waiting.pop()
        if depth > MOST_DEPTH:
            raise wrong(
                "rule.too_deep",
                where,
                "规则嵌套超过 {most} 层",
                "the rule is nested deeper than {most} levels",
                most=MOST_DEPTH,
            )
        parts = _parts(node, where)
        leaves += parts is None
        if leaves > MOST_LEAVES:
            raise wrong(
                "rule.too_many_leaves",
                where,
                "规则超过 {most} 个条件",
                "the rule has more than {most} leaves",
                most=MOST_LEAVES,
            )
        waiting.extend((part, depth + 1, path) for part, path in reversed(parts or []))


def _parts(node: object, where: str) -> list[tuple[object, str]] | None:
    """Return the parts of a group with their paths, None for a leaf."""
    if not isinstance(node, Mapping):
        return None
    if "not" in node:
        return [(node["not"], join(where, "not"))]
    for name in ("all", "any"):
        if isinstance(node.get(name), list | tuple):
            return [(part, join(where, name, place)) for place, part in enumerate(node[name])]
    return None


def _rule(raw: object, known: Known, where: str) -> Rule:
    if not isinstance(raw, Mapping):
        raise wrong(
            "rule.wrong_type",
            where,
            "规则须为字段的集合，而不是 {value}",
            "a rule is a mapping, not {value}",
            value=shortened(raw),
        )
    for group in GROUPS:
        if group in raw:
            return _group(group, raw, known, where)
    return _leaf(raw, known, where)


def _group(group: str, raw: Mapping[str, Any], known: Known, where: str) -> Rule:
    others = [str(key) for key in raw if key != group]
    if others:
        raise wrong(
            "rule.mixed_group",
            join(where, others[0]),
            "“{group}”旁边不能再有“{other}”",
            "“{other}” cannot stand beside “{group}”",
            group=group,
            other=others[0],
        )
    parts = raw[group]
    if group == "not":
        return Not(_rule(parts, known, join(where, "not")))
    if not isinstance(parts, list | tuple):
        raise wrong("rule.wrong_type", join(where, group), "{group} 须为列表", "{group} needs a list", group=group)
    rules = tuple(_rule(part, known, join(where, group, place)) for place, part in enumerate(parts))
    return All(rules) if group == "all" else AnyOf(rules)


def _leaf(raw: Mapping[str, Any], known: Known, where: str) -> Rule:
    kinds = leaf_kinds()
    kind = next((kind for key, kind in kinds.items() if key in raw), None)
    if kind is None:
        name = next(iter(raw), "")
        raise unknown(
            "rule.unknown_leaf", Text("条件类型", "kind of leaf"), name, [*GROUPS, *kinds], join(where, str(name))
        )
    try:
        shape = kind.shape.model_validate(dict(raw))
    except ValidationError as error:
        raise misshapen(error, kind.shape, where) from None
    return kind.parse(shape, known, where)
