"""The chain: every rule in its order over those no rule before has stopped; the same for a forecast and for a send."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from siyu.engage.messaging.policy.asking import DEFER, DROP, NEVER, Answer, Ask, Decisions, People, micros
from siyu.engage.messaging.policy.content import check_content
from siyu.engage.messaging.policy.document import PolicyDocument
from siyu.engage.messaging.policy.duplicates import check_duplicate
from siyu.engage.messaging.policy.frequency import check_frequency
from siyu.engage.messaging.policy.holdout import check_holdout
from siyu.engage.messaging.policy.hours import check_quiet_hours
from siyu.engage.messaging.policy.permission import check_consent, check_relation, check_suppression
from siyu.engage.messaging.policy.quotas import check_grant, check_quota

Rule = Callable[[Ask, People, PolicyDocument], Answer]

DEADLINE = "deadline"

CHAIN: tuple[tuple[str, Rule], ...] = (
    ("consent", check_consent),
    ("suppression", check_suppression),
    ("relation", check_relation),
    ("holdout", check_holdout),
    ("quiet_hours", check_quiet_hours),
    ("grant", check_grant),
    ("quota", check_quota),
    ("frequency", check_frequency),
    ("content", check_content),
    ("duplicate", check_duplicate),
)

RULES = (DEADLINE, *(name for name, _ in CHAIN))


def decide(ask: Ask, people: People, policy: PolicyDocument) -> Decisions:
    """Return what is to happen to each message: the first rule that stops it is the one that is told.

    Who would have to wait beyond the deadline is dropped by the rule that made them wait.
    """
    count = len(people)
    verdict, rule = np.zeros(count, dtype=np.uint8), np.full(count, -1, dtype=np.int8)
    until, late = np.full(count, NEVER, dtype=np.int64), people.deadline < micros(ask.at)
    verdict[late], rule[late] = DROP, 0
    reasons: dict[int, str] = {}
    for number, (_, check) in enumerate(CHAIN, start=1):
        is_open = rule < 0
        if not is_open.any():
            break
        answer = check(ask, people, policy)
        if answer.drop is not None and (hit := answer.drop & is_open).any():
            verdict[hit], rule[hit] = DROP, number
            reasons[number] = answer.reason
        if answer.until is not None and (waits := (answer.until != NEVER) & (rule < 0)).any():
            in_time = waits & (answer.until <= people.deadline)
            verdict[waits], verdict[in_time], rule[waits] = DROP, DEFER, number
            late |= waits & ~in_time
            until[in_time] = answer.until[in_time]
    return Decisions(verdict, rule, until, late, RULES, reasons)
