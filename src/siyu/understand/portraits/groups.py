"""The two groups that are compared, at an instant: whom a rule holds for, and another rule, the rest, or everyone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.inputs import Inputs
from siyu.understand.opening import open_inputs
from siyu.understand.rules.evaluate import evaluate
from siyu.understand.rules.known import Known
from siyu.understand.rules.parse import parse_rule
from siyu.understand.rules.problems import join
from siyu.understand.rules.tree import Rule
from siyu.understand.rules.vocabulary import known_of

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pyroaring import BitMap

Against = Literal["rest", "everyone"]


@dataclass(frozen=True)
class Groups:
    """Members of A and B, both groups having some. `whole` is what all members are evaluated on."""

    whole: Inputs
    a: BitMap
    b: BitMap

    @cached_property
    def inputs(self) -> Inputs:
        """What the members of either group are evaluated on; a rank is one among all members, so not here."""
        return self.whole.limited_to(self.a | self.b)

    @cached_property
    def both(self) -> BitMap:
        return self.a & self.b

    @cached_property
    def ids(self) -> NDArray[np.int64]:
        """The members of either group, ascending."""
        return np.array(self.a | self.b, dtype=np.int64)

    @cached_property
    def places(self) -> tuple[NDArray[np.int64], ...]:
        """Where in `ids` the members of A, of B, and of both stand."""
        return tuple(np.searchsorted(self.ids, np.array(one, dtype=np.int64)) for one in (self.a, self.b, self.both))


@contextmanager
def open_groups(
    workspace: Workspace, a: Any, b: Any = None, against: Against = "rest", at: datetime | None = None
) -> Iterator[Groups]:
    """Open two groups: the documents of two rules, or with one of them the rest of the base or all of it.

    Raises `Refusal` for a bad rule, its path beginning with `a` or `b`, and for a group of nobody.
    """
    known = known_of(workspace)
    rules = [_parsed(rule, known, name) for name, rule in (("a", a), ("b", b)) if name == "a" or rule is not None]
    with open_inputs(workspace, at) as inputs:
        yield groups_of(inputs, rules, against)


def groups_of(inputs: Inputs, rules: list[Rule], against: Against) -> Groups:
    """Return the groups of one rule or two; raises `Refusal` when a group has nobody."""
    first, *others = evaluate(rules, inputs)
    second = others[0] if others else inputs.base - first if against == "rest" else inputs.base
    for name, members in (("a", first), ("b", second)):
        if not members:
            text = Text("{group} 组没有会员", "group {group} has no members").format(group=name.upper())
            mend = Text("请换一个分群，或放宽它的规则。", "Choose another segment, or loosen its rule.")
            raise Refusal("portrait.empty", text, where=name, mend=mend, status=409)
    return Groups(inputs, first, second)


def _parsed(rule: Any, known: Known, where: str) -> Rule:
    try:
        return parse_rule(rule, known)
    except Refusal as refusal:
        path = join(where, refusal.where) if refusal.where else where
        raise Refusal(refusal.code, refusal.text, where=path, mend=refusal.mend) from None
