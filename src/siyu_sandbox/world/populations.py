"""Populations that live by themselves: their habits, what they did, and what of it a message caused."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random


@dataclass(frozen=True, slots=True)
class Habits:
    """How people behave; rates are chances from 0 to 1.

    A day somebody who has not met the brand scans with `scan_rate`, and one who has writes with `chat_rate` and buys with
    `buy_rate`. A message is opened with `open_rate`, then answered with `reply_rate` and its coupon used with
    `redeem_rate`. An opened message makes buying `1 + lift` times as likely for `lift_days`: that is the true effect.
    A message beyond `tolerance` in seven days makes the receiver block with `block_rate`. A purchase brings a new person with
    `refer_rate`. Amounts are drawn around `amount` (minor units). Members tap what they are asked to send, and accept who
    asks, with `staff_rate` a day.
    """

    scan_rate: float = 0.1
    chat_rate: float = 0.05
    open_rate: float = 0.4
    reply_rate: float = 0.05
    redeem_rate: float = 0.1
    tolerance: int = 3
    block_rate: float = 0.1
    buy_rate: float = 0.03
    lift: float = 0.5
    lift_days: int = 7
    refer_rate: float = 0.02
    amount: int = 8000
    staff_rate: float = 0.8


@dataclass(slots=True)
class Resident:
    """A person who lives by habits. `chance` draws the days, `mood` all reactions, so that those never change the days."""

    person: str
    chance: Random
    mood: Random
    place: str
    met_at: int | None = None
    lifted_until: float = 0.0
    lifted_by: str = ""
    heard: list[float] = field(default_factory=list)
    """When messages that ask for something came."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Something a person did. `ref` names the message; `is_caused` tells that without it nothing would have been bought."""

    number: int
    at: int
    population: int
    person: str
    kind: str
    ref: str = ""
    amount_minor: int = 0
    is_caused: bool = False


@dataclass(slots=True)
class Population:
    """People with the same habits, and where they meet the brand: contact ways and codes of accounts."""

    id: int
    habits: Habits
    places: list[str]
    since: int
    residents: dict[str, Resident] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    stopped_at: int | None = None
