"""All the sandbox knows, as JSON."""

from __future__ import annotations

from typing import Any

import msgspec

from siyu_sandbox.control.kinds import control
from siyu_sandbox.control.populations import describe
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import text
from siyu_sandbox.endpoints.table import ENDPOINTS
from siyu_sandbox.errors import refuse
from siyu_sandbox.world.world import World

OWN = ("clock", "settings", "tokens", "deliveries", "faults", "calls")
DEVICES = frozenset(
    {
        "clock",
        "settings",
        "agenda",
        "ids",
        "tokens",
        "deliveries",
        "faults",
        "frequencies",
        "journal",
        "random",
        "files",
    }
)


@control.get("/state", text("parts"))
def tell_state(call: Call, parts: str | None) -> dict[str, Any]:
    """Everything, or the `parts` named, with commas between."""
    known = state_parts(call.world)
    names = parts.split(",") if parts else list(known)
    if unknown := [one for one in names if one not in known]:
        there = ", ".join(known)
        raise refuse(f"没有 {unknown[0]}；有：{there}", f"no part {unknown[0]}; there are: {there}")
    return {name: _part(call.world, name) for name in names}


@control.get("/endpoints")
def tell_endpoints(call: Call) -> dict[str, Any]:
    """Every path the sandbox answers, with its fields and limits."""
    return {
        "endpoints": [
            {
                "platform": row.platform,
                "method": row.method,
                "path": row.path,
                "about": row.about,
                "allowed": sorted(row.allowed),
                "fields": [
                    {"name": one.name, "kind": one.kind, "needed": one.needed, "limits": one.limits()}
                    for one in row.fields
                ],
            }
            for row in ENDPOINTS.values()
        ]
    }


def state_parts(world: World) -> list[str]:
    """Return the names of all parts of the state."""
    return ["seed", "corpid", *OWN, *(name for name in world.__slots__ if name not in {"seed", "corpid"} | DEVICES)]


def _part(world: World, name: str) -> Any:
    match name:
        case "clock":
            return {"now": world.clock.exact(), "speed": world.clock.speed, "waiting": len(world.agenda)}
        case "tokens":
            return list(world.tokens.by_value.values())
        case "deliveries":
            return {
                "habits": world.deliveries.habits,
                "counts": world.deliveries.counts,
                "last": [_shown(one) for one in world.deliveries.last],
            }
        case "faults":
            return world.faults.waiting
        case "calls":
            return {"by_path": world.journal.by_path(), "last": list(world.journal.last)}
        case "people":
            return world.people.by_id
        case "relations":
            return [one for rows in world.relations.by_member.values() for one in rows]
        case "tags":
            return world.tags.groups
        case "populations":
            return [describe(one) for one in world.populations]
        case "greetings":
            return list(world.greetings.values())
    return getattr(world, name)


def _shown(delivery: Any) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.to_builtins(delivery)
    found["posting"] = {"url": delivery.posting.url, "body": delivery.posting.body.decode()}
    return found
