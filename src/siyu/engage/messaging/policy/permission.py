"""Consent, suppression and a relation that lives: whether this person may be written to here at all."""

from __future__ import annotations

from siyu.engage.messaging.policy.asking import PASS, Answer, Ask, People
from siyu.engage.messaging.policy.document import PolicyDocument


def check_consent(ask: Ask, people: People, policy: PolicyDocument) -> Answer:
    """Drop marketing to whoever has not agreed to it; a channel the policy names no consent for carries none."""
    return Answer(drop=~people.agreed) if ask.is_marketing else PASS


def check_suppression(ask: Ask, people: People, policy: PolicyDocument) -> Answer:
    """Drop what goes to a member or an address nobody may write to."""
    return Answer(drop=people.suppressed)


def check_relation(ask: Ask, people: People, policy: PolicyDocument) -> Answer:
    """Drop what goes to somebody erased, without an address of the channel, or who unfollowed it."""
    return Answer(drop=~people.alive)
