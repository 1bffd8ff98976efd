"""Segments and tags that refer to each other: checked when one is saved, asked when one is deleted."""

from __future__ import annotations

from collections.abc import Sequence

from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.rules.kinds import leaf_kinds
from siyu.understand.rules.references import Meaning, Names, Values, key_of, resolve, rules_in
from siyu.understand.rules.tree import Rule, leaves_of


def check_references(workspace: Workspace, key: str, meaning: Meaning, *, is_live: bool = False) -> None:
    """Raise `Refusal` when `key` – a segment's name, or `tag:` and a tag's – refers to itself, being what is given.

    One that `is_live` is also refused for a leaf that depends on all members, its own or of what it refers to.
    """
    from siyu.understand.segments.reading import rule_or_members
    from siyu.understand.tags.meaning import values_in_rules

    def segments(name: str) -> Rule | object | None:
        return meaning if name == key else rule_or_members(workspace, name)

    def tags(name: str) -> Values | object | None:
        return meaning if f"tag:{name}" == key else values_in_rules(workspace, name)

    rules = list(rules_in(meaning))
    named = resolve(rules, Names(segments, tags), (key,))  # type: ignore[arg-type]
    if is_live:
        _refuse_of_all([*rules, *(rule for one in named.values() for rule in rules_in(one))])


def _refuse_of_all(rules: Sequence[Rule]) -> None:
    kinds = {kind.leaf: kind for kind in leaf_kinds().values()}
    found = next((kinds[type(leaf)] for rule in rules for leaf in leaves_of(rule) if kinds[type(leaf)].of_all), None)
    if found is not None:
        text = Text("“{key}”取决于全体会员，不能实时", "“{key}” depends on all members and cannot be live")
        mend = Text("请改为每夜更新。", "Let it be evaluated every night.")
        raise Refusal("rule.not_live", text.format(key=found.key), where="rule", mend=mend)


def users_of(workspace: Workspace, key: str) -> list[str]:
    """Return the names of the segments and tags whose rules refer to what the key names, tags written `tag:name`.

    Their rows stay locked until the caller's transaction ends, so that none comes to refer to it meanwhile.
    """
    from siyu.understand.segments.models import Segment
    from siyu.understand.segments.reading import rule_of
    from siyu.understand.tags.meaning import meant_by
    from siyu.understand.tags.models import Tag
    from siyu.understand.tags.words import RULED

    segments = Segment.objects.select_for_update().filter(workspace=workspace).order_by("name")
    tags = Tag.objects.select_for_update().filter(workspace=workspace, type__in=RULED).order_by("name")
    rules: list[tuple[str, Sequence[Rule]]] = [(segment.name, [rule_of(segment)]) for segment in segments]
    rules += [(f"tag:{tag.name}", [rule for _, rule in meant_by(tag).rules]) for tag in tags]
    return [
        name
        for name, mine in rules
        if name != key and any(key_of(leaf) == key for rule in mine for leaf in leaves_of(rule))
    ]
