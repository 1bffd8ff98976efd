"""A world to begin with: what is there without any configuration."""

from __future__ import annotations

import time
from collections.abc import Callable
from random import Random

from siyu_sandbox.agenda import Agenda
from siyu_sandbox.callbacks.deliveries import Deliveries
from siyu_sandbox.clock import Clock
from siyu_sandbox.endpoints.frequency import Frequencies
from siyu_sandbox.faults import Faults
from siyu_sandbox.ids import Ids
from siyu_sandbox.settings import Settings
from siyu_sandbox.world.apps import Account, App
from siyu_sandbox.world.directory import Department, Member
from siyu_sandbox.world.followers import Template
from siyu_sandbox.world.people import People
from siyu_sandbox.world.tokens import Tokens
from siyu_sandbox.world.world import World

CORP, SERVICE, SUBSCRIPTION, MINI = "wwsandbox", "wxsandbox", "wxsandboxsub", "wxsandboxmini"


def found_world(
    seed: int = 7, at: float | None = None, speed: float = 1, real: Callable[[], float] = time.monotonic
) -> World:
    """Return a new world whose clock begins at `at` (default: now) and runs at `speed`."""
    clock = Clock(time.time() if at is None else at, speed, real)
    agenda, ids, settings = Agenda(clock), Ids(seed), Settings()
    world = World(
        seed=seed, clock=clock, settings=settings, corpid=CORP, agenda=agenda, ids=ids, tokens=Tokens(ids),
        deliveries=Deliveries(seed, clock, agenda, ids), faults=Faults(seed), people=People(seed, ids),
        random=Random(f"world {seed}"),  # noqa: S311 - made to be repeated
        frequencies=Frequencies(settings.limits),
    )  # fmt: skip
    _hire(world)
    _register(world)
    return world


def _hire(world: World) -> None:
    world.departments = {
        1: Department(1, "沙盒商店", 0, 1, "Sandbox shop"),
        2: Department(2, "一号店", 1, 2, "Store one", ["alice"]),
        3: Department(3, "二号店", 1, 1, "Store two", ["carol"]),
    }
    for userid, name, department, position in (
        ("alice", "爱丽丝", 2, "店长"),
        ("bob", "鲍勃", 2, "导购"),
        ("carol", "卡罗尔", 3, "店长"),
    ):
        world.members[userid] = Member(userid, name, [department], position, email=f"{userid}@sandbox.example")


def _register(world: World) -> None:
    world.apps = {
        "contact": App("contact", "contact", "secret-contact"),
        "app": App("app", "app", "secret-app", 1000002),
        "directory": App("directory", "directory", "secret-directory"),
    }
    order = Template("template-order", "service", "订单通知", ["character_string1", "amount2", "time3"])
    arrival = Template("subscribe-arrival", "subscribe", "到货提醒", ["thing1", "time2"])
    world.accounts = {
        SERVICE: Account(
            SERVICE,
            "service",
            "secret-oa",
            "gh_sandboxservice",
            templates={one.template_id: one for one in (order, arrival)},
        ),
        SUBSCRIPTION: Account(SUBSCRIPTION, "subscription", "secret-sub", "gh_sandboxsub"),
        MINI: Account(
            MINI,
            "mini",
            "secret-mini",
            "gh_sandboxmini",
            pages=["pages/index/index"],
            templates={arrival.template_id: arrival},
        ),
    }
