"""`tag` leaves hold for whom a naive reading says, whatever the tags refer to, in rules, segments and other tags."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from siyu.understand.rules.evaluate import evaluate
from siyu.understand.rules.known import Known
from siyu.understand.rules.parse import parse_rule
from tests.oracle import rules as oracle
from tests.oracle.documents import document
from tests.oracle.drawing import SEGMENT_NAMES, moments, operators, rules
from tests.oracle.effort import effort
from tests.oracle.histories import histories
from tests.oracle.history import History
from tests.oracle.inputs import inputs_of
from tests.oracle.language import All, AnyOf, Not, Rule, TagLeaf
from tests.oracle.load import CURRENCY, Loading, load

KNOWN = Known(currency=CURRENCY)
VALUES = ["high", "middle", "low"]
EVERYONE = All(())


@effort(8)
@given(st.data())
def test_tags_hold_for_whom_the_oracle_says(data: st.DataObject) -> None:
    history = data.draw(histories())
    at = data.draw(moments(history))
    named, tags = _tags(data, history, at)
    segments = {name: _mixed(data, history, at, ["given", "ruled"]) for name in SEGMENT_NAMES}
    named |= segments
    tags["both"] = (("yes", parse_rule(document(segments[SEGMENT_NAMES[0]]), KNOWN)),)
    named["tag:both"] = (("yes", segments[SEGMENT_NAMES[0]]),)
    drawn = [_mixed(data, history, at, ["given", "ruled", "both"]) for _ in range(12)]
    parsed = {name: parse_rule(document(rule), KNOWN) for name, rule in segments.items()}
    members = data.draw(st.none() | st.sets(st.sampled_from([row.id for row in history.members])))
    with TemporaryDirectory() as folder, load(history, Path(folder), Loading()).snapshot() as snapshot:
        inputs = inputs_of(history, snapshot, at, parsed, tags)
        chosen = None if members is None else BitMap(members)
        found = evaluate([parse_rule(document(rule), KNOWN) for rule in drawn], inputs, chosen)
    for rule, bits in zip(drawn, found, strict=True):
        wanted = oracle.evaluate(history, rule, at, named)
        assert set(bits) == (wanted if members is None else wanted & members), document(rule)


def _tags(data: st.DataObject, history: History, at: datetime) -> tuple[dict[str, Any], dict[str, Any]]:
    """Draw a tag by rules, the last perhaps for everyone else, and one whose members were given: for oracle and product."""
    ruled = [(value, data.draw(rules(history, at, 1, False))) for value in VALUES[: data.draw(st.integers(1, 3))]]
    if data.draw(st.booleans()):
        ruled.append(("other", EVERYONE))
    ids = sorted(history.base())
    given_to = {value: frozenset(data.draw(st.sets(st.sampled_from(ids)))) for value in VALUES} if ids else {}
    named = {"tag:ruled": tuple(ruled), "tag:given": tuple(given_to.items())}
    tags = {
        "ruled": tuple((value, parse_rule(document(rule), KNOWN)) for value, rule in ruled),
        "given": tuple((value, BitMap(members)) for value, members in given_to.items()),
    }
    return named, tags


def _mixed(data: st.DataObject, history: History, at: datetime, names: list[str]) -> Rule:
    """Draw a rule with a leaf of a tag among others."""
    ops = ("eq", "ne", "in", "missing", "starts_with")
    asked = data.draw(st.none() | operators([*VALUES, "other"], ops))
    leaf: Rule = TagLeaf(data.draw(st.sampled_from(names)), asked)
    other = data.draw(rules(history, at, 1, False))
    return data.draw(st.sampled_from((leaf, Not(leaf), All((leaf, other)), AnyOf((leaf, other)))))
