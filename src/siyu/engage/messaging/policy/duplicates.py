"""The same twice: once a batch for each person, and marketing of the same words not again within a while."""

from __future__ import annotations

import numpy as np

from siyu.engage.messaging.policy.asking import Answer, Ask, People, micros
from siyu.engage.messaging.policy.document import PolicyDocument, span_of


def check_duplicate(ask: Ask, people: People, policy: PolicyDocument) -> Answer:
    """Drop what the person had of the same batch already, under whichever of their ids, or the same words lately."""
    history = people.history
    is_same = history.in_batch
    if ask.is_marketing:
        since = micros(ask.at) - int(span_of(policy.duplicate).total_seconds()) * 1_000_000
        is_same = is_same | (history.alike & (history.at > since))
    return Answer(drop=np.bincount(history.who[is_same], minlength=len(people)) > 0)
