"""The handler that welcomes: a set of new contacts at a time, because each step costs one commit however many they are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TypeVar

from django.db import close_old_connections, transaction

from siyu.connect.callbacks.handlers import Event, Outcome
from siyu.connect.callbacks.models import Handling
from siyu.connect.callbacks.processes import me
from siyu.connect.contact_codes.counting import codes_of
from siyu.connect.contact_codes.models import ContactCode
from siyu.engage.welcomes.models import Welcome
from siyu.engage.welcomes.sending import Ended, send
from siyu.engage.welcomes.settling import outcome_of, settle_known
from siyu.engage.welcomes.texts import asks_platform, welcome_text
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

SENDERS = 64
LATE = Text("轮到发送时欢迎语凭证的时限将过", "the code's time was nearly over when its turn came")
Given, Made = TypeVar("Given"), TypeVar("Made")


@dataclass
class Greeting:
    """One contact on the way to a welcome."""

    event: Event
    code: ContactCode
    text: str = ""
    ended: Ended | None = None

    @property
    def digest(self) -> str:
        """What tells the platform's code without being it."""
        return hashlib.sha256(self.event["WelcomeCode"].encode()).hexdigest()


def welcome(events: Sequence[Event]) -> list[Outcome]:
    """Send each contact who came by a code with a welcome its text, at most once ever; return how each event ended."""
    codes = codes_of(events)
    found = [(event, codes.get((event.channel_id, event["State"]))) for event in events]
    greetings = [Greeting(event, code) for event, code in found if code is not None and code.document.get("welcome")]
    known = settle_known(greetings)
    fresh = [one for one in greetings if one.digest not in known]
    _write_all(fresh)
    mine = _commit_sending(fresh)
    _each(_send, mine)
    _commit_results(mine)
    known = {**known, **settle_known([one for one in fresh if one not in mine])}
    outcomes = {one.event.handling_id: outcome_of(known.get(one.digest), one.ended) for one in greetings}
    return [outcomes.get(event.handling_id, Outcome(Handling.IGNORED)) for event in events]


def _write_all(greetings: Sequence[Greeting]) -> None:
    """Write the texts: one after another, unless the platform has to be asked for names."""
    asking = [one for one in greetings if asks_platform(one.code)]
    for one in greetings:
        if one not in asking:
            _write(one)
    _each(_write, asking)


def _write(one: Greeting) -> None:
    try:
        one.text = welcome_text(one.code, one.code.channel, one.event["UserID"], one.event["ExternalUserID"])
    except Refusal as refusal:
        one.ended = Ended(Welcome.FAILED, refusal.text)


def _commit_sending(greetings: Sequence[Greeting]) -> list[Greeting]:
    """Write down that these are being sent, or why not; return those nobody else has taken meanwhile."""
    if not greetings:
        return []
    now = datetime.now(UTC)
    for one in greetings:
        if one.ended is None and one.event.deadline_at is not None and now >= one.event.deadline_at:
            one.ended = Ended(Welcome.LATE, LATE)
    with transaction.atomic():
        Welcome.objects.bulk_create([_row(one, now) for one in greetings], ignore_conflicts=True)
        digests = [one.digest for one in greetings]
        taken = Welcome.objects.filter(digest__in=digests, sender=me(), sending_at=now)
        mine = set(taken.values_list("channel_id", "digest"))
    return [one for one in greetings if (one.event.channel_id, one.digest) in mine]


def _row(one: Greeting, now: datetime) -> Welcome:
    ended = one.ended
    return Welcome(
        workspace_id=one.event.workspace_id, channel_id=one.event.channel_id, code=one.code,
        code_version=one.code.version, digest=one.digest, staff=one.event["UserID"],
        external_userid=one.event["ExternalUserID"], received_at=one.event.received_at, sending_at=now, sender=me(),
        state=ended.state if ended else Welcome.SENDING, reason=ended.reason.as_dict() if ended and ended.reason else None,
        over_at=now if ended else None,
    )  # fmt: skip


def _send(one: Greeting) -> None:
    if one.ended is None:
        one.ended = send(one.code.channel, one.event["WelcomeCode"], one.text, one.event.deadline_at)


def _commit_results(greetings: Sequence[Greeting]) -> None:
    now = datetime.now(UTC)
    alike: dict[Ended, list[Greeting]] = {}
    for one in greetings:
        assert one.ended is not None
        alike.setdefault(one.ended, []).append(one)
    with transaction.atomic():
        for ended, those in alike.items():
            mine = Welcome.objects.filter(digest__in=[one.digest for one in those], sender=me())
            mine.update(state=ended.state, reason=ended.reason.as_dict() if ended.reason else None, over_at=now)


def _each(act: Callable[[Greeting], None], greetings: Sequence[Greeting]) -> None:
    """Do it for all at the same time: a platform that answers one slowly must not keep the others waiting."""
    if len(greetings) == 1:
        act(greetings[0])
        return
    for _ in _senders().map(lambda one: _beside(act, one), greetings):
        pass


def _beside(act: Callable[[Greeting], None], one: Greeting) -> None:
    close_old_connections()
    act(one)


@cache
def _senders() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(SENDERS, "welcomes")
