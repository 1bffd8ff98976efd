"""Populations begin and stop to live, and what they did is read."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from siyu_sandbox.control.kinds import control
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import listed, number, paged, text, thing
from siyu_sandbox.endpoints.paging import page
from siyu_sandbox.errors import refuse
from siyu_sandbox.people import living
from siyu_sandbox.world.populations import Habits, Population

MOST = 100_000


@control.post(
    "/populations",
    number("count", needed=True, least=1, most=MOST),
    listed("places", needed=True, least=1, most=1000),
    thing("habits", default={}),
)
def settle(call: Call, count: int, places: list[Any], habits: dict[str, Any]) -> dict[str, Any]:
    """People who live by habits from now on; `places` are contact ways they scan or tickets of accounts' codes."""
    tickets = {ticket for account in call.world.accounts.values() for ticket in account.scenes}
    for one in places:
        if not isinstance(one, str) or (one not in call.world.ways and one not in tickets):
            raise refuse(f"没有联系我或二维码 {one}", f"there is no contact way or code {one}")
    return _shown(living.settle(call.world, count, places, habits_of(habits)))


@control.post("/population-stops", number("population", needed=True))
def stop(call: Call, population: int) -> dict[str, Any]:
    """A population does nothing any more."""
    found = next((one for one in call.world.populations if one.id == population), None)
    if found is None:
        raise refuse(f"没有人群 {population}", f"there is no population {population}")
    found.stopped_at = call.now
    return _shown(found)


@control.get("/outcomes", text("kind", default=""), *paged(10_000))
def list_outcomes(call: Call, kind: str, cursor: str, limit: int) -> dict[str, Any]:
    """What people did, in order and in pages: scan, chat, open, redemption, purchase, referral, block."""
    found, following = page(call.world.outcomes, cursor, limit, lambda one: kind in ("", one.kind))
    return {"outcomes": found, "next_cursor": following}


def habits_of(given: dict[str, Any]) -> Habits:
    """Return checked habits; raises for one there is not, or a rate that is none."""
    known = {one.name: one.default for one in fields(Habits)}
    for name, value in given.items():
        if name not in known:
            raise refuse(
                f"没有习惯 {name}；有：{', '.join(known)}", f"there is no habit {name}; there are: {', '.join(known)}"
            )
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or value < 0 or (name.endswith("_rate") and value > 1):
            raise refuse(f"{name} 超出范围", f"{name} is out of range")
        if isinstance(known[name], int) and not isinstance(value, int):
            raise refuse(f"{name} 应为整数", f"{name} is a whole number")
    return Habits(**given)


def _shown(population: Population) -> dict[str, Any]:
    return {"population": describe(population)}


def describe(population: Population) -> dict[str, Any]:
    """Return a population without its sources of chance."""
    return {
        "id": population.id, "habits": population.habits, "places": population.places, "since": population.since,
        "people": list(population.residents), "counts": population.counts, "refused": population.refused,
        "stopped_at": population.stopped_at,
    }  # fmt: skip
