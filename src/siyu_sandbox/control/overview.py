"""What the control page shows: the latest of everything, however much there is."""

from __future__ import annotations

from itertools import islice
from typing import Any

from siyu_sandbox.control.kinds import control
from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.world.people import Person
from siyu_sandbox.world.world import World

LATEST, MOST_CHOICES = 20, 200


@control.get("/overview")
def overview(call: Call) -> dict[str, Any]:
    """The latest people, tasks, callbacks and calls, in short."""
    world = call.world
    return {
        "clock": {"now": world.clock.exact(), "speed": world.clock.speed},
        "ways": [_way(world, key) for key in islice(reversed(world.ways), MOST_CHOICES) if world.ways[key].deleted_at is None],
        "accounts": [one.key for one in world.accounts.values() if one.kind != "mini"],
        "people": [_person(world, world.people.by_id[key]) for key in islice(reversed(world.people.by_id), LATEST)],
        "tasks": list(islice(_tasks(world), LATEST)),
        "populations": [
            {"id": one.id, "people": len(one.residents), "counts": one.counts, "stopped_at": one.stopped_at}
            for one in world.populations
        ],
        "delivery_counts": world.deliveries.counts,
        "deliveries": [
            {"at": one.made_at, "to": one.to, "event": _name(one.event), "state": one.state, "statuses": one.statuses}
            for one in islice(reversed(world.deliveries.last), LATEST)
        ],
        "calls": world.journal.by_path(),
    }  # fmt: skip


def _way(world: World, key: str) -> dict[str, str]:
    way = world.ways[key]
    return {
        "config_id": key,
        "name": " · ".join(filter(None, [way.state or way.remark or key[:8], ", ".join(way.user)])),
    }


def _person(world: World, person: Person) -> dict[str, Any]:
    relations = [one for one in world.relations.of_customer(person.external_userid) if one.ended_at is None]
    return {
        "id": person.id, "name": person.name, "members": [one.userid for one in relations],
        "states": [one.state for one in relations if one.state], "accounts": list(person.openids),
        "asked": [one.userid for one in world.requests if one.person == person.id],
        "last": person.inbox[-1] if person.inbox else None,
    }  # fmt: skip


def _tasks(world: World) -> Any:
    """Yield what members are still asked to send, the latest first."""
    for task in reversed(world.mass.values()):
        for userid, (status, _) in task.tasks.items():
            if status == 0 and task.cancelled_at is None:
                yield {"msgid": task.msgid, "member": userid, "text": task.content.get("text", {}).get("content", "")}
    for moment in reversed(world.moments.values()):
        for userid, at in moment.published.items():
            if at is None and moment.cancelled_at is None:
                text = moment.content.get("text", {}).get("content", "")
                yield {"moment_id": moment.moment_id, "member": userid, "text": text}


def _name(event: dict[str, Any]) -> str:
    return " / ".join(filter(None, [event.get("Event") or event.get("MsgType"), event.get("ChangeType")]))
