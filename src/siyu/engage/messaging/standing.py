"""Reads how people stand: consents, suppressions, addresses, grants and what they were sent, in the columns the chain takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from django.db.models import Q

from siyu.engage.messaging.addressing import Addresses, find_addresses
from siyu.engage.messaging.identity import Identity, identity_of
from siyu.engage.messaging.models import MARKETING, Message, Suppression
from siyu.engage.messaging.policy.asking import History, Ids, Marks, People, micros
from siyu.engage.messaging.questions import Question, Wanting
from siyu.engage.messaging.reading import Places, column, rows_about
from siyu.engage.messaging.suppressing import standing_suppressions
from siyu.unify.consents.models import Consent
from siyu.unify.consents.purposes import SCOPES


@dataclass(frozen=True, slots=True)
class Standing:
    """The people in the chain's columns, and what each would be addressed by."""

    people: People
    addresses: Addresses


def read_standing(question: Question, wanting: Wanting) -> Standing:
    """Return how the people stand; inside a transaction all of it holds together."""
    count = len(wanting.members)
    places = Places(*identity_of(question.workspace).sources_of(wanting.members))
    addresses = find_addresses(question, wanting, places)
    people = People(
        member=wanting.members,
        agreed=_agreed(question, places, count),
        suppressed=addresses.refused | _suppressed(question, places, count),
        alive=addresses.alive,
        granted=addresses.grant > 0,
        deadline=wanting.deadlines,
        history=_history(question, places),
    )
    return Standing(people, addresses)


def merged(identity: Identity, sources: Ids) -> tuple[Ids, Ids]:
    """Return the canonical members of some ids, none twice, and the place of the first id of each."""
    return np.unique(identity.canonical(sources), return_index=True)


def _agreed(question: Question, places: Places, count: int) -> Marks:
    needed = question.policy.consent.get(question.ask.channel)
    if not question.ask.is_marketing or needed is None:
        return np.zeros(count, dtype=np.bool_)
    purpose, channel = SCOPES[needed.scope]
    standing = Consent.objects.filter(workspace=question.workspace, purpose=purpose, channel=channel, until=None)
    rows = list(rows_about(standing, "source_id", places.sources, "source_id", "how"))
    who = places.of(column(rows, 0))
    is_given = np.fromiter((row[1] == Consent.GIVEN for row in rows), dtype=np.bool_, count=len(rows))
    withdrawn = _any(who[~is_given], count)
    return ~withdrawn if needed.needs == "not_withdrawn" else _any(who[is_given], count) & ~withdrawn


def _suppressed(question: Question, places: Places, count: int) -> Marks:
    holds = standing_suppressions(question.workspace, question.ask)
    rows = list(
        rows_about(Suppression.objects.filter(holds).exclude(source_id=None), "source_id", places.sources, "source_id")
    )
    return _any(places.of(column(rows, 0)), count)


def _history(question: Question, places: Places) -> History:
    saying, since = question.saying, question.ask.at - question.policy.longest
    counted = Message.objects.filter(workspace=question.workspace, sent_at__isnull=False, state__in=Message.COUNTED)
    lately = Q(sent_at__gte=since) if saying.batch is None else Q(sent_at__gte=since) | Q(batch=saying.batch)
    names = ("addressed_id", "sent_at", "content_class", "transport", "account", "likeness", "batch_id")
    rows = list(rows_about(counted.filter(lately), "addressed_id", places.sources, *names))
    if not rows:
        return History.empty()
    who = places.of(column(rows, 0))
    ours = who >= 0
    way = (question.ask.transport, saying.account)
    return History(
        who=who[ours],
        at=np.array([micros(row[1]) for row in rows], dtype=np.int64)[ours],
        marketing=np.array([row[2] == MARKETING for row in rows])[ours],
        here=np.array([(row[3], row[4]) == way for row in rows])[ours],
        alike=np.array([row[5] == saying.likeness for row in rows])[ours],
        in_batch=np.array([row[6] is not None and row[6] == saying.batch for row in rows])[ours],
    )


def _any(who: Ids, count: int) -> Marks:
    return np.bincount(who[who >= 0], minlength=count).astype(np.bool_)
