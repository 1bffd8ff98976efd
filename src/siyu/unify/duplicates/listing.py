"""Proposals as they are shown: the likeliest first, both members side by side with personal data masked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from siyu.accounts.models import Workspace
from siyu.lib.paging import page, read_cursor
from siyu.unify.duplicates.models import DuplicateProposal
from siyu.unify.duplicates.standing import Standing, what_stands
from siyu.unify.members.models import Decision
from siyu.unify.members.reviewing import Page, describe_decision, side_by_side


def list_proposals(workspace: Workspace, state: str, cursor: str | None, limit: int) -> Page:
    """Return proposals that are `open`, the likeliest first, or `decided`, the latest first."""
    found = [one for one in what_stands(workspace) if (one.decision is None) == (state == "open")]
    place = read_cursor(cursor, float, int)
    place_of = _by_probability if state == "open" else _by_decision
    found.sort(key=place_of)
    rows = [one for one in found if place is None or place_of(one) > place]
    shown, after = page(rows[: limit + 1], limit, place_of)
    return Page(_described(workspace, shown), after, len(found))


def _by_probability(one: Standing) -> list[Any]:
    return [-one.probability, one.number]


def _by_decision(one: Standing) -> list[Any]:
    return [-float(one.decision or 0), one.number]


def _described(workspace: Workspace, shown: Sequence[Standing]) -> list[dict[str, Any]]:
    rows = DuplicateProposal.objects.in_bulk([one.number for one in shown])
    people = side_by_side(workspace, {number for one in shown for number in one.people})
    decisions = Decision.objects.in_bulk([one.decision for one in shown if one.decision is not None])
    return [
        {
            "id": one.number,
            "probability": rows[one.number].probability,
            "agreements": rows[one.number].agreements,
            "model": rows[one.number].model,
            "found_at": rows[one.number].found_at,
            "members": [people[number] for number in dict.fromkeys(one.people)],
            "decision": describe_decision(decisions.get(one.decision or 0)),
        }
        for one in shown
        if one.number in rows
    ]
