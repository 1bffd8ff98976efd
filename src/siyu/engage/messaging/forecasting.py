"""What would happen to a send: the chain over the whole audience, as it stands, with nothing written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from siyu.accounts.models import Workspace
from siyu.engage.messaging.batches import Wish, audience_of, checked_wish, effect_of
from siyu.engage.messaging.identity import identity_of
from siyu.engage.messaging.policy.asking import DEFER, DROP, NEVER, SEND, Decisions, instant_of, micros
from siyu.engage.messaging.policy.chain import RULES, decide
from siyu.engage.messaging.policy.document import PolicyDocument, span_of
from siyu.engage.messaging.policy.keeping import policy_of
from siyu.engage.messaging.questions import Wanting
from siyu.engage.messaging.queueing import row_of
from siyu.engage.messaging.relations import gone_now
from siyu.engage.messaging.saying import question_of
from siyu.engage.messaging.standing import merged, read_standing

VERDICTS = {SEND: "send", DEFER: "defer", DROP: "drop"}
SAMPLE = 20


@dataclass(frozen=True, slots=True)
class Forecast:
    """How many would be sent, deferred and dropped at an instant, by rule, and a few of each; `until` is when the last waits for."""

    at: datetime
    audience: int
    send: int
    counts: list[dict[str, Any]]
    sample: list[dict[str, Any]]


def forecast(
    workspace: Workspace, wish: Wish, *, at: datetime | None = None, policy: PolicyDocument | None = None
) -> Forecast:
    """Return what would happen, under the policy that holds or another one. Raises `Refusal` as a send would."""
    at = at or wish.due_at or workspace.clock.now()
    policy = policy or policy_of(workspace).document
    wish = checked_wish(workspace, wish)
    audience = np.array(audience_of(workspace, wish), dtype=np.int64)
    row = row_of(workspace, effect_of(wish, "forecast", 0), None, at)
    question = question_of(row, at, policy, gone_now(workspace, at))
    members, firsts = merged(identity_of(workspace), audience)
    deadline = micros(wish.deadline_at or at + span_of(policy.deadline))
    wanting = Wanting(members, audience[firsts], np.full(len(members), deadline, dtype=np.int64))
    decisions = decide(question.ask, read_standing(question, wanting).people, policy)
    return _counted(at, members, decisions)


def _counted(at: datetime, members: np.ndarray[Any, Any], decisions: Decisions) -> Forecast:
    pairs = Counter(zip(decisions.verdict.tolist(), decisions.rule.tolist(), decisions.late.tolist(), strict=True))
    counts, sample = [], []
    for (verdict, rule, late), count in sorted(pairs.items()):
        mine = (decisions.verdict == verdict) & (decisions.rule == rule) & (decisions.late == late)
        waits = decisions.until[mine]
        told = {
            "verdict": VERDICTS[verdict],
            "rule": RULES[rule] if rule >= 0 else "",
            "reason": "deadline" if late and rule else decisions.reasons.get(rule, ""),
        }
        until = waits[waits != NEVER]
        counts.append({**told, "count": count, "until": instant_of(int(until.max())) if len(until) else None})
        sample += [{**told, "member_id": int(member)} for member in members[mine][:SAMPLE]]
    return Forecast(at, len(members), pairs.get((SEND, -1, False), 0), counts, sample)
