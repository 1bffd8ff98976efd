"""B2B a second time: stages, scores, stage × industry × size and progress in loops over lists, by the reference alone.

A contact is a plain record of what is known, what happened on which day, and which stage was set on which day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

STAGES = (
    "traffic", "lead", "nurture", "market_qualified", "sales_qualified", "won", "onboarding", "growth", "repurchase",
    "renewal",
)  # fmt: skip
DETAILS = {"submitted_form", "requested_demo", "scanned", "followed", "downloaded", "applied_as_agent"}
NURTURING = {"started_trial", "called", "attended"}
DECIDING = ("总", "负责人", "创始人", "CEO", "CTO", "COO", "Director", "Head", "VP", "Founder")


@dataclass
class Contact:
    """What is known of somebody: attributes, (day, what happened), (day, stage that was set or None)."""

    known: dict[str, str] = field(default_factory=dict)
    did: list[tuple[int, str]] = field(default_factory=list)
    set_: list[tuple[int, str | None]] = field(default_factory=list)


def is_contact(one: Contact, day: int) -> bool:
    """Say whether it is a business contact: something of company, industry, size is known, or a stage was set."""
    known = any(one.known.get(name) is not None for name in ("company", "industry", "company_size"))
    return known or any(on <= day for on, _ in one.set_)


def times(one: Contact, what: str, day: int, days: int | None = None) -> int:
    """Count how often something happened by the end of a day, in the last so many days."""
    return sum(name == what and on <= day and (days is None or on > day - days) for on, name in one.did)


def score(one: Contact, day: int) -> int:
    """Add the shipped points up."""
    size = one.known.get("company_size") or ""
    title = one.known.get("job_title") or ""
    points = 5 if one.known.get("company") is not None else 0
    points += 5 if one.known.get("industry") is not None else 0
    points += 15 if size.strip().isdigit() and int(size) >= 200 else 0
    points += 15 if any(word in title for word in DECIDING) else 0
    points += 25 if times(one, "requested_demo", day, 90) else 0
    points += 20 if times(one, "started_trial", day, 60) else 0
    points += 10 if times(one, "submitted_form", day, 90) else 0
    points += 5 if times(one, "downloaded", day, 90) else 0
    points += 10 if times(one, "called", day, 60) else 0
    points += 10 if times(one, "visited_page", day, 30) >= 3 else 0
    points -= 15 if not times(one, "visited_page", day, 90) else 0
    return points


def stage(one: Contact, day: int) -> str | None:
    """Return the stage at the end of a day, None for who is no business contact."""
    if not is_contact(one, day):
        return None
    told = [name for on, name in sorted(one.set_, key=lambda mark: mark[0]) if on <= day]
    if told and told[-1] is not None:
        return told[-1]
    did = {name for on, name in one.did if on <= day}
    if "renewed" in did:
        return "renewal"
    if times(one, "ordered", day) >= 2:
        return "repurchase"
    if "expanded" in did:
        return "growth"
    if "started_onboarding" in did:
        return "onboarding"
    if did & {"signed", "ordered"}:
        return "won"
    if "accepted_by_sales" in did:
        return "sales_qualified"
    if "handed_to_sales" in did or score(one, day) >= 60:
        return "market_qualified"
    if did & NURTURING:
        return "nurture"
    return "lead" if did & DETAILS else "traffic"


def size_of(text: str | None, limits: Sequence[int] = (50, 200, 1000)) -> str | None:
    """Return the size as it is shown: a number by its class, any other text as it is, None when it is not known."""
    if text is None or not text.strip().isdigit():
        return text
    above = 0
    for limit in limits:
        if int(text) <= limit:
            return f"{above + 1}–{limit}"
        above = limit
    return f"{above + 1}+"


def spread(contacts: Sequence[Contact], day: int) -> Counter[tuple[str, str | None, str | None]]:
    """Count contacts by stage, industry and size; what is not known is None."""
    found: Counter[tuple[str, str | None, str | None]] = Counter()
    for one in contacts:
        where = stage(one, day)
        if where is not None:
            found[where, one.known.get("industry"), size_of(one.known.get("company_size"))] += 1
    return found


def path(one: Contact, first: int, last: int) -> list[tuple[int, str]]:
    """Return the stages day by day, as (day on which it began, stage), over the days that are recorded."""
    found: list[tuple[int, str]] = []
    for day in range(first, last + 1):
        where = stage(one, day)
        if where is not None and (not found or found[-1][1] != where):
            found.append((day, where))
    return found


def progress(contacts: Sequence[Contact], first: int, last: int) -> list[dict[str, object]]:
    """Return for each stage who got that far, the days of the stays that ended, and of those that last."""
    paths = [found for found in (path(one, first, last) for one in contacts) if found]
    told: list[dict[str, object]] = []
    for place, name in enumerate(STAGES):
        ended, lasting = [], []
        for steps in paths:
            for step, (day, where) in enumerate(steps):
                if where != name or day == first:
                    continue
                if step + 1 < len(steps):
                    ended.append(steps[step + 1][0] - day)
                else:
                    lasting.append(last - day)
        told.append({
            "stage": name,
            "reached": sum(any(STAGES.index(where) >= place for _, where in steps) for steps in paths),
            "ended": len(ended),
            "days": sorted(ended)[(len(ended) - 1) // 2] if ended else None,
            "lasting": len(lasting),
            "days_so_far": sorted(lasting)[(len(lasting) - 1) // 2] if lasting else None,
        })  # fmt: skip
    return told
