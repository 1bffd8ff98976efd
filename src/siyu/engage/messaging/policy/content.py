"""What may be said: no marketing where a platform takes service notices only, no reward for sharing, no banned words."""

from __future__ import annotations

import unicodedata

import numpy as np

from siyu.engage.messaging.policy.asking import PASS, Answer, Ask, People
from siyu.engage.messaging.policy.document import PolicyDocument

SHARING = "share"


def check_content(ask: Ask, people: People, policy: PolicyDocument) -> Answer:
    """Drop all of a message whose content is not permitted; `reason` says what in it."""
    reason = _problem(ask, policy)
    return Answer(drop=np.ones(len(people), dtype=np.bool_), reason=reason) if reason else PASS


def _problem(ask: Ask, policy: PolicyDocument) -> str:
    if ask.is_marketing and not ask.for_marketing:
        return "service_only"
    if ask.reward_trigger == SHARING:
        return "reward_for_sharing"
    words = plain(ask.words)
    found = next((word for word in policy.banned_words if plain(word) in words), None) if ask.is_marketing else None
    return f"banned: {found}" if found else ""


def plain(text: str) -> str:
    """Return the text as it is compared: in one form of its signs, case and blanks left out."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
