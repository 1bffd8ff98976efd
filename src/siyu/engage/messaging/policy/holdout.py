"""The global control: a share of all members gets no marketing, drawn once and for ever by a hash of the member."""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

from siyu.engage.messaging.policy.asking import PASS, Answer, Ask, Ids, People
from siyu.engage.messaging.policy.document import PolicyDocument


def check_holdout(ask: Ask, people: People, policy: PolicyDocument) -> Answer:
    """Drop marketing to the members of the control."""
    if not ask.is_marketing or not policy.held_out:
        return PASS
    return Answer(drop=draw(people.member, ask.salt) < policy.held_out)


def draw(members: Ids, salt: str) -> NDArray[np.float64]:
    """Return a number in [0, 1) for each member that only member and salt decide (SplitMix64 of Steele et al., 2014).

    A greater share holds everybody a smaller one held, so that raising it takes nobody back in.
    """
    seed = int.from_bytes(hashlib.blake2b(salt.encode(), digest_size=8).digest(), "big")
    with np.errstate(over="ignore"):
        mixed = members.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(seed)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed ^= mixed >> np.uint64(31)
    return (mixed >> np.uint64(11)).astype(np.float64) / float(1 << 53)
