"""The answer: how many are left after each condition, whom each channel reaches, a few of them, and the rule."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from typing import TYPE_CHECKING, Any

from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.understand.finds.asking import FindQuestion, document_of, narrowing, parts_of
from siyu.understand.finds.products import labels_of, named
from siyu.understand.opening import open_inputs
from siyu.understand.rules.evaluate import evaluate
from siyu.understand.rules.parse import parse_rule
from siyu.understand.rules.tree import All, Rule
from siyu.understand.rules.vocabulary import known_of
from siyu.unify.consents.purposes import MARKETING
from siyu.unify.members.channels import CHANNELS

if TYPE_CHECKING:
    from pyroaring import BitMap

SAMPLE = 10


@dataclass(frozen=True)
class Found:
    """The members of each step, those each channel reaches among the last, and those who agreed to be told by it."""

    rule: dict[str, Any]
    what: dict[str, list[str]]
    steps: list[tuple[str, BitMap]]
    reached: dict[str, BitMap]
    agreed: dict[str, BitMap]
    base: int
    took_ms: int

    @property
    def members(self) -> BitMap:
        return self.steps[-1][1]


def find_members(workspace: Workspace, asked: FindQuestion, at: datetime | None = None) -> Found:
    """Evaluate what is asked, all steps and channels in one evaluation."""
    started = perf_counter()
    what: dict[str, list[str]] = {}
    for kind in ("product", "brand", "category"):
        what |= named(workspace, kind, getattr(asked, kind))
    parts = list(parts_of(asked, what))
    rules = narrowing(parts, known_of(workspace))
    last = rules[-1][1]
    beside = {name: _beside(name) for name in CHANNELS}
    asked_of = [
        *(rule for _, rule in rules),
        *(All((last, reach)) for reach, _ in beside.values()),
        *(All((last, reach, agreed)) for reach, agreed in beside.values() if agreed is not None),
    ]
    with open_inputs(workspace, at) as inputs:
        found = iter(evaluate(asked_of, inputs))
        base = len(inputs.base)
    steps = [(step, next(found)) for step, _ in rules]
    reached = {name: next(found) for name in beside}
    agreed = {name: next(found) for name, (_, rule) in beside.items() if rule is not None}
    took = round((perf_counter() - started) * 1000)
    return Found(document_of(parts), what, steps, reached, agreed, base, took)


def answer(workspace: Workspace, asked: FindQuestion, at: datetime | None = None) -> dict[str, Any]:
    """Return what was found the way the API tells it, personal data masked."""
    from siyu.understand.segments.documents import to_yaml
    from siyu.unify.members.listing import rows_of

    found = find_members(workspace, asked, at)
    return {
        "what": labels_of(workspace, found.what),
        "rule": found.rule,
        "yaml": to_yaml(found.rule),
        "size": len(found.members),
        "base": found.base,
        "share": len(found.members) / found.base if found.base else 0.0,
        "took_ms": found.took_ms,
        "steps": [{"step": step, "size": len(members)} for step, members in found.steps],
        "channels": [
            {
                "name": name,
                "label": CHANNELS[name].label.as_dict(),
                "size": len(members),
                "agreed": len(found.agreed[name]) if name in found.agreed else None,
            }
            for name, members in found.reached.items()
        ],
        "sample": rows_of(workspace, list(found.members[:SAMPLE])) if found.members else [],
    }


def _beside(channel: str) -> tuple[Rule, Rule | None]:
    """Return the rules of being reachable by a channel, and of having agreed to be told of offers by it."""
    agreed: Sequence[Rule] = ()
    with suppress(Refusal):  # A workspace's rules may know no consents.
        agreed = (parse_rule({"consent": f"{MARKETING}.{channel}"}),)
    return parse_rule({"reachable": channel}), next(iter(agreed), None)
