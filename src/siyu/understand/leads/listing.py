"""Lists of leads: contacts with their score and what it is made of, and the companies they belong to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from siyu.accounts.models import Workspace
from siyu.lib.paging import read_cursor, write_cursor
from siyu.lib.text import Text
from siyu.understand.inputs import Inputs
from siyu.understand.leads.checking import BANDS
from siyu.understand.leads.documents import Leads
from siyu.understand.leads.known import classes_of, known_by
from siyu.understand.leads.moments import recorded_stays
from siyu.understand.leads.scoring import Scores, scored
from siyu.understand.rules.problems import unknown
from siyu.understand.stages.kinds import B2B
from siyu.understand.stages.standing import standing_on

QUALIFIED = B2B.place("market_qualified")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which leads are wanted; None leaves a condition out, `search` finds in names of companies, `late` are handed over too late."""

    stage: str | None = None
    band: str | None = None
    company: str | None = None
    search: str = ""
    late: bool = False


@dataclass(frozen=True)
class Contacts:
    """Everything a list shows of the contacts, in the order of their ids."""

    leads: Leads
    scores: Scores
    places: list[int]
    company: list[str | None]
    industry: list[str | None]
    size: list[str | None]
    since: dict[int, date]
    today: date

    def days_at(self, place: int) -> int | None:
        """Return how many days a contact has been in its stage; None while that is not recorded."""
        since = self.since.get(int(self.scores.members[place]))
        return None if since is None else (self.today - since).days

    def is_late(self, place: int) -> bool:
        """Say whether a contact waits for sales longer than is allowed."""
        days = self.days_at(place)
        return self.places[place] == QUALIFIED and days is not None and days > self.leads.handoff_days


def read_contacts(inputs: Inputs, leads: Leads) -> Contacts:
    """Return the contacts at the instant of the inputs."""
    scores = scored(inputs)
    places = standing_on(inputs, B2B.name).of(scores.members)
    stays = recorded_stays(inputs.snapshot)
    # A contact that moved since the last recorded day has not been in its stage since then.
    held = dict(zip(stays.members[stays.is_lasting].tolist(), stays.places[stays.is_lasting].tolist(), strict=True))
    here = dict(zip(scores.members.tolist(), places.tolist(), strict=True))
    since = {member: day for member, day in stays.since_of().items() if held[member] == here.get(member)}
    size = known_by(inputs, leads.attributes["size"], scores.members)
    return Contacts(
        leads,
        scores,
        places.tolist(),
        known_by(inputs, leads.attributes["company"], scores.members),
        known_by(inputs, leads.attributes["industry"], scores.members),
        classes_of(size, leads.size_limits),
        since,
        inputs.today,
    )


def list_leads(
    workspace: Workspace, contacts: Contacts, wanted: Wanted, cursor: str | None, limit: int
) -> dict[str, Any]:
    """Return a page of contacts, the highest score first, equals by number; names are masked.

    Raises `Refusal` for a stage or band there is not.
    """
    _check(wanted)
    chosen = [place for place in range(len(contacts.places)) if _is_wanted(contacts, place, wanted)]
    points = contacts.scores.points
    chosen.sort(key=lambda place: (-int(points[place]), place))
    start = _start(cursor)
    page = chosen[start : start + limit]
    names = _names(workspace, [int(contacts.scores.members[place]) for place in page])
    return {
        "items": [_lead(contacts, place, names) for place in page],
        "next": write_cursor([start + limit]) if start + limit < len(chosen) else None,
        "total": len(chosen),
        "late": sum(contacts.is_late(place) for place in range(len(contacts.places))),
        "handoff_days": contacts.leads.handoff_days,
    }


def list_accounts(contacts: Contacts, search: str, cursor: str | None, limit: int) -> dict[str, Any]:
    """Return a page of companies: their contacts, the furthest stage, the highest score; `search` finds in names.

    The highest score comes first, equals by name. Contacts of whom no company is known are counted in `without`.
    """
    groups: dict[str, list[int]] = {}
    for place, company in enumerate(contacts.company):
        if company is not None:
            groups.setdefault(company, []).append(place)
    points = contacts.scores.points
    found = [name for name in groups if search.lower() in name.lower()]
    found.sort(key=lambda name: (-max(int(points[place]) for place in groups[name]), name))
    start = _start(cursor)
    page = found[start : start + limit]
    return {
        "items": [_account(contacts, name, groups[name]) for name in page],
        "next": write_cursor([start + limit]) if start + limit < len(found) else None,
        "total": len(found),
        "without": sum(company is None for company in contacts.company),
    }


def _check(wanted: Wanted) -> None:
    if wanted.stage is not None and wanted.stage not in B2B.names:
        raise unknown("leads.unknown_stage", Text("阶段", "stage"), wanted.stage, B2B.names, "stage")
    if wanted.band is not None and wanted.band not in BANDS:
        raise unknown("leads.unknown_band", Text("分档", "band"), wanted.band, BANDS, "band")


def _is_wanted(contacts: Contacts, place: int, wanted: Wanted) -> bool:
    if wanted.stage is not None and B2B.names[contacts.places[place]] != wanted.stage:
        return False
    if wanted.band is not None and contacts.leads.score.band(int(contacts.scores.points[place])) != wanted.band:
        return False
    if wanted.company is not None and contacts.company[place] != wanted.company:
        return False
    if wanted.search.lower() not in (contacts.company[place] or "").lower():
        return False
    return not wanted.late or contacts.is_late(place)


def _lead(contacts: Contacts, place: int, names: dict[int, str]) -> dict[str, Any]:
    member, points = int(contacts.scores.members[place]), int(contacts.scores.points[place])
    stage = B2B.stages[contacts.places[place]]
    return {
        "member_id": member,
        "name": names[member],
        "company": contacts.company[place],
        "industry": contacts.industry[place],
        "size": contacts.size[place],
        "stage": stage.name,
        "stage_label": stage.label.as_dict(),
        "since": contacts.since.get(member),
        "days": contacts.days_at(place),
        "late": contacts.is_late(place),
        "points": points,
        "band": contacts.leads.score.band(points),
        "parts": [part for part in contacts.scores.explain(member) if part["holds"]],
    }


def _account(contacts: Contacts, name: str, places: list[int]) -> dict[str, Any]:
    furthest = B2B.stages[max(contacts.places[place] for place in places)]
    points = max(int(contacts.scores.points[place]) for place in places)
    return {
        "company": name,
        "industry": _most_frequent([contacts.industry[place] for place in places]),
        "size": _most_frequent([contacts.size[place] for place in places]),
        "contacts": len(places),
        "stage": furthest.name,
        "stage_label": furthest.label.as_dict(),
        "points": points,
        "band": contacts.leads.score.band(points),
        "late": sum(contacts.is_late(place) for place in places),
        "rule": {"attribute": contacts.leads.attributes["company"], "is": name},
    }


def _most_frequent(values: list[str | None]) -> str | None:
    counts = Counter(value for value in values if value is not None)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def _names(workspace: Workspace, members: list[int]) -> dict[int, str]:
    from siyu.unify.members.listing import rows_of

    return {row["member_id"]: row["name"] for row in rows_of(workspace, members)}


def _start(cursor: str | None) -> int:
    place = read_cursor(cursor, int)
    return max(place[0], 0) if place else 0
