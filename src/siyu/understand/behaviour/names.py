"""Names of what members do, as questions about behaviour take them: checked, the nearest known one told."""

from __future__ import annotations

from siyu.lib.text import Text
from siyu.understand.behaviour.acts import ANY
from siyu.understand.rules.facts import ORDERED, REFUNDED
from siyu.understand.rules.known import Known
from siyu.understand.rules.leaves.attribute import JOINED_ON
from siyu.understand.rules.problems import unknown


def check_did(name: str, known: Known, where: str, *others: str) -> str:
    """Return the name of an order, a refund, an event or a touch, or one of `others`; raises `Refusal` for any other."""
    names = [ORDERED.name, REFUNDED.name, *(known.types or ()), *others]
    if known.types is not None and name not in names:
        raise unknown("behaviour.unknown_fact", Text("行为", "fact or event"), name, names, where)
    return name


def check_start(name: str, known: Known, where: str = "start") -> str:
    """Return what a cohort can begin with: what members do, anything, or the day of joining."""
    return check_did(name, known, where, ANY, JOINED_ON)


def check_back(name: str, known: Known, where: str = "back") -> str:
    """Return what members can come back for: what they do, or anything."""
    return check_did(name, known, where, ANY)
