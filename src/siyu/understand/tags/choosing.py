"""Whom a bulk act is about: the members of a segment, those a rule holds for, or some by number."""

from __future__ import annotations

from typing import Any

from pydantic import Field
from pyroaring import BitMap

from siyu.accounts.models import Workspace
from siyu.lib import bitmaps
from siyu.lib.bodies import Body
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.unify.members.base import base_of
from siyu.unify.members.identity import to_canonical

MOST_IDS = 10_000
MOST_ID = 2**32 - 1


class Chosen(Body):
    """One of: a saved segment, a rule, or member numbers."""

    segment: str | None = None
    rule: Any = None
    ids: list[int] | None = Field(default=None, max_length=MOST_IDS)

    @property
    def about(self) -> str:
        """Say in a word what was chosen, for the record of an act."""
        return self.segment or ("" if self.ids is not None else "rule")


def choose(workspace: Workspace, chosen: Chosen) -> BitMap:
    """Return the canonical members. Raises `Refusal` for none or several choices, and for numbers of nobody."""
    given = [name for name in ("segment", "rule", "ids") if getattr(chosen, name) is not None]
    if len(given) != 1:
        text = Text("须给出 segment、rule、ids 之一", "give one of segment, rule and ids")
        raise Refusal("tag.whom", text, where="members")
    if chosen.ids is not None:
        return _by_number(workspace, chosen.ids)
    if chosen.segment is not None:
        from siyu.understand.segments.reading import find_segment, members_of

        return members_of(find_segment(workspace, chosen.segment))
    return _by_rule(workspace, chosen.rule)


def _by_rule(workspace: Workspace, rule: object) -> BitMap:
    from siyu.understand.opening import open_inputs
    from siyu.understand.rules.evaluate import evaluate
    from siyu.understand.rules.parse import parse_rule
    from siyu.understand.rules.vocabulary import known_of

    parsed = parse_rule(rule, known_of(workspace))
    with open_inputs(workspace) as inputs:
        return evaluate([parsed], inputs)[0]


def _by_number(workspace: Workspace, ids: list[int]) -> BitMap:
    strange = [number for number in ids if not 0 < number <= MOST_ID]
    known = BitMap() if strange else to_canonical(workspace, bitmaps.from_ids(ids))
    strange = strange or list(known - base_of(workspace))[:5]
    if strange:
        text = Text("没有会员 {ids}", "there are no members {ids}").format(ids=", ".join(map(str, strange[:5])))
        raise Refusal("members.unknown", text, where="members.ids", status=404)
    return known
