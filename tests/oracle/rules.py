"""A naive evaluator of rules: every leaf is a loop over lists for every member, by the text alone.

What the text leaves open, as decided here: `within: Nh` is open at its far end (at - N < occurred_at <= at); `since:
joined` of a member whose day of joining is unknown is false whatever is asked; texts compare exactly and by case; a
value of another type than the one asked for compares false; of the values of a tag the first that holds
is a member's; where conditions must all hold on the same line, order or
event. Over `ordered`, lines are looked at as soon as the where or the property names the product or the quantity, else
orders, so that `net` is the money of a line or of an order. A person's attribute is the canonical member's own, else that of the smallest merged id that has
it, and the day of joining the earliest of all ids; `reachable` and `consent` are read as they are now.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tests.oracle.comparing import is_ranked, resolved
from tests.oracle.features import feature
from tests.oracle.history import History
from tests.oracle.language import (
    All,
    AnyOf,
    AttributeLeaf,
    Consented,
    Did,
    FeatureLeaf,
    Not,
    Reachable,
    Rule,
    SegmentLeaf,
    Sequence,
    TagLeaf,
    Top,
    Total,
)
from tests.oracle.rows import LINE_PROPERTIES, has_unknown_start, key_of, matching, names_line, passes, property_of
from tests.oracle.sequences import went_on

CHANNELS = {
    "wecom": {"external_userid"},
    "official_account": {"openid"},
    "sms": {"phone"},
    "email": {"email"},
    "post": {"household"},
}


Named = Mapping[str, Rule | tuple[tuple[str, Rule | frozenset[int]], ...]]
"""Segments by name, and under `tag:name` the values of tags in order, each a rule or the members that were given it."""


def evaluate(history: History, rule: Rule, at: datetime, segments: Named | None = None) -> set[int]:
    """Return the members of the base for whom the rule is true at the instant; `segments` holds tags too."""
    return {member for member in history.base() if holds(history, rule, member, at, segments or {})}


def holds(history: History, rule: Rule, member: int, at: datetime, segments: Named) -> bool:
    """Say whether the rule is true for one member."""
    match rule:
        case All(parts):
            return all(holds(history, part, member, at, segments) for part in parts)
        case AnyOf(parts):
            return any(holds(history, part, member, at, segments) for part in parts)
        case Not(part):
            return not holds(history, part, member, at, segments)
        case SegmentLeaf(name):
            return holds(history, segments[name], member, at, segments)  # type: ignore[arg-type]
        case TagLeaf(name, ops):
            value = tag_value(history, name, member, at, segments)
            return value is not None if ops is None else passes(value, ops)
        case FeatureLeaf(name, ops):
            return passes(feature(history, name, member, at), resolved(history, name, ops, member, at))
        case Top():
            return is_ranked(history, rule, member, at)
        case AttributeLeaf(name, ops):
            return passes(history.attribute(member, name), ops)
        case Reachable(channel):
            return _reachable(history, member, channel)
        case Consented(scope):
            return _consented(history, member, scope)
        case Sequence():
            return went_on(history, rule, member, at)
        case Did():
            return _did(history, rule, member, at)
        case Total():
            return _total(history, rule, member, at)


def tag_value(history: History, name: str, member: int, at: datetime, segments: Named) -> str | None:
    """Return the first value of the tag that holds for the member."""
    for value, meaning in segments[f"tag:{name}"]:  # type: ignore[union-attr]
        if member in meaning if isinstance(meaning, frozenset) else holds(history, meaning, member, at, segments):
            return value
    return None


def _reachable(history: History, member: int, channel: str) -> bool:
    known = any(
        one.kind in CHANNELS[channel] and history.canonical(one.source) == member for one in history.identifiers
    )
    withdrew = any(one.channel == channel and history.canonical(one.source) == member for one in history.withdrawals)
    return known and not withdrew


def _consented(history: History, member: int, scope: str) -> bool:
    agreed = any(one.scope == scope and history.canonical(one.source) == member for one in history.consents)
    withdrew = any(
        f"marketing.{one.channel}" == scope and history.canonical(one.source) == member for one in history.withdrawals
    )
    return agreed and not withdrew


def _did(history: History, leaf: Did, member: int, at: datetime) -> bool:
    if has_unknown_start(history, leaf.window, member):
        return False
    rows = matching(history, leaf, member, at, by_line=names_line(leaf.where))
    return passes(len({key_of(row) for row in rows}), leaf.times)


def _total(history: History, leaf: Total, member: int, at: datetime) -> bool:
    if has_unknown_start(history, leaf.window, member):
        return False
    by_line = names_line(leaf.where) or leaf.of in LINE_PROPERTIES
    rows = matching(history, leaf, member, at, by_line=by_line, everything=leaf.measure == "sum")
    values = [value for row in rows if (value := property_of(history, row, leaf.of)) is not None]
    return passes(_measure(leaf.measure, values), leaf.ops)


def _measure(measure: str, values: list[Any]) -> Any:
    if measure == "distinct":
        return len(set(values))
    if measure == "sum":
        return sum(values)
    if not values:
        return None
    return max(values) if measure == "largest" else sum(values) / len(values)
