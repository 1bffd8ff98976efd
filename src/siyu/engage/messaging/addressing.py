"""To which of a person's identifiers a message goes: one that lives, of the id it was wanted for if it can be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from django.db.models import Q

from siyu.accounts.models import Workspace
from siyu.engage.messaging.addresses import hash_of_address
from siyu.engage.messaging.models import Grant, Suppression
from siyu.engage.messaging.policy.asking import Ids, Marks
from siyu.engage.messaging.questions import Question, Wanting
from siyu.engage.messaging.reading import Places, column, rows_about
from siyu.engage.messaging.suppressing import standing_suppressions
from siyu.unify.members.models import Identifier, Member


@dataclass(frozen=True, slots=True)
class Addresses:
    """Of each of the people: the identifier and its id, and the grant that would be used; 0 for none.

    `refused`: nobody may write to one of their addresses.
    """

    identifier: Ids
    addressed: Ids
    grant: Ids
    alive: Marks
    refused: Marks


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Identifiers that could be an address: whose, of which id, how much preferred, and whether it is refused."""

    who: Ids
    sources: Ids
    identifiers: Ids
    ranks: Ids
    refused: Marks

    def only(self, marks: Marks) -> _Candidates:
        return _Candidates(
            self.who[marks], self.sources[marks], self.identifiers[marks], self.ranks[marks], self.refused[marks]
        )


def find_addresses(question: Question, wanting: Wanting, places: Places) -> Addresses:
    """Return what each would be addressed by; where an act has to permit the message, an id whose act does comes first."""
    count = len(wanting.members)
    grants = _grants(question, places) if question.ask.family else {}
    needs_none = not question.saying.transport.address_kinds
    found = _themselves(wanting) if needs_none else _candidates(question, places)
    refused = np.bincount(found.who[found.refused], minlength=count).astype(np.bool_)
    gone = question.gone.of(question.ask.channel)
    found = found.only(_marks(int(source) not in gone for source in found.sources))
    has_grant = _marks(int(source) in grants for source in found.sources)
    is_own = found.sources == wanting.sources[found.who]
    order = np.lexsort((found.identifiers, found.sources, found.ranks, ~is_own, ~has_grant, found.who))
    people, firsts = np.unique(found.who[order], return_index=True)
    chosen = order[firsts]
    addressed, identifier = np.zeros(count, np.int64), np.zeros(count, np.int64)
    addressed[people], identifier[people] = found.sources[chosen], found.identifiers[chosen]
    return Addresses(
        identifier=identifier,
        addressed=addressed,
        grant=np.fromiter((grants.get(int(source), 0) for source in addressed), np.int64, count),
        alive=_existing(question.workspace, wanting.members) & (addressed > 0),
        refused=refused,
    )


def _themselves(wanting: Wanting) -> _Candidates:
    """Return the ids themselves: what needs no address goes to the one it was wanted for."""
    count = len(wanting.members)
    none = np.zeros(count, np.int64)
    return _Candidates(np.arange(count), wanting.sources, none, none, none.astype(np.bool_))


def _candidates(question: Question, places: Places) -> _Candidates:
    transport, workspace = question.saying.transport, question.workspace
    kinds = list(transport.address_kinds)
    held = Identifier.objects.filter(workspace=workspace, kind__in=kinds)
    if question.saying.scope is not None:
        held = held.filter(scope__in=("", question.saying.scope))
    refusals = Suppression.objects.filter(standing_suppressions(workspace, question.ask)).exclude(address="")
    hashes = set(refusals.values_list("address", flat=True))
    # Values are read only where there is anything to compare them with.
    names = ("source_id", "pk", "kind", "value") if hashes else ("source_id", "pk", "kind")
    rows = list(rows_about(held, "source_id", places.sources, *names))
    found = _Candidates(
        who=places.of(column(rows, 0)),
        sources=column(rows, 0),
        identifiers=column(rows, 1),
        ranks=np.fromiter((kinds.index(row[2]) for row in rows), np.int64, len(rows)),
        refused=_marks(bool(hashes) and hash_of_address(workspace, row[2], row[3]) in hashes for row in rows),
    )
    return found.only(found.who >= 0)


def _grants(question: Question, places: Places) -> dict[int, int]:
    """Return the grant that expires first of each source id that has one with something left."""
    now, saying = question.ask.at, question.saying
    holding = Grant.objects.filter(workspace=question.workspace, family=question.ask.family, subject=saying.subject)
    holding = holding.filter(
        Q(expires_at=None) | Q(expires_at__gt=now),
        Q(left=None) | Q(left__gt=0),
        account__in=("", saying.account),
        opened_at__lte=now,
    )
    rows = list(rows_about(holding, "source_id", places.sources, "source_id", "pk", "expires_at"))
    rows.sort(key=lambda row: (row[2] is None, row[2] or now, row[1]), reverse=True)
    return {row[0]: row[1] for row in rows}


def _existing(workspace: Workspace, members: Ids) -> Marks:
    known = Member.objects.filter(workspace=workspace, erased_at=None)
    here = np.fromiter((row[0] for row in rows_about(known, "member_id", members, "member_id")), np.int64)
    return np.isin(members, here)


def _marks(told: Iterable[bool]) -> Marks:
    return np.fromiter(told, dtype=np.bool_)
