"""How often one person hears from the brand, all channels together: at most so many in any stretch of time."""

from __future__ import annotations

import numpy as np

from siyu.engage.messaging.policy.asking import NEVER, PASS, Answer, Ask, Instants, People, micros
from siyu.engage.messaging.policy.document import Cap, PolicyDocument, span_of


def check_frequency(ask: Ask, people: People, policy: PolicyDocument) -> Answer:
    """Let marketing wait until a cap has room for it again."""
    if not ask.is_marketing or not policy.frequency:
        return PASS
    until = np.zeros(len(people), dtype=np.int64)
    for cap in policy.frequency:
        until = np.maximum(until, _until(micros(ask.at), cap, people))
    return Answer(until=np.where(until == 0, NEVER, until))


def _until(now: int, cap: Cap, people: People) -> Instants:
    """Return when a stretch that begins after enough of the messages has room, 0 where it has now.

    What lies after `now`, because a clock was set back, counts too: it lies in the stretch that will hold both.
    """
    span, history = micros_of(cap), people.history
    counted = history.marketing & (history.at > now - span)
    who, at = history.who[counted], history.at[counted]
    order = np.lexsort((at, who))
    who, at = who[order], at[order]
    counts = np.bincount(who, minlength=len(people))
    until = np.zeros(len(people), dtype=np.int64)
    is_full = counts >= cap.most
    if is_full.any():
        # Of those who are full, the message that has to leave the stretch is the `most`-th from the end.
        ends = np.cumsum(counts)
        until[is_full] = at[ends[is_full] - cap.most] + span
    return until


def micros_of(cap: Cap) -> int:
    """Return how many microseconds the cap's stretch has."""
    return int(span_of(cap.within).total_seconds()) * 1_000_000
