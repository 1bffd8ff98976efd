"""The sandbox: a world, and every request it answers. One thread at a time."""

from __future__ import annotations

import importlib
import pkgutil
from functools import partial

import siyu_sandbox
from siyu_sandbox.endpoints import answering
from siyu_sandbox.exchange import Answer, Request
from siyu_sandbox.people.accounts import take_reply
from siyu_sandbox.people.living import hear
from siyu_sandbox.world.world import World

PLACES = ("wecom", "official", "mini", "control")


def load_endpoints() -> None:
    """Import every module that adds rows to the table."""
    for place in PLACES:
        package = importlib.import_module(f"{siyu_sandbox.__name__}.{place}")
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"{package.__name__}.{module.name}")


class Sandbox:
    """Answers requests out of one world, after carrying out what has become due."""

    def __init__(self, world: World) -> None:
        load_endpoints()
        self.world = world
        world.deliveries.on_reply = partial(take_reply, world)
        world.people.on_receive = partial(hear, world)

    def answer(self, request: Request) -> Answer:
        """Return the answer to a request."""
        self.world.agenda.catch_up()
        return answering.answer(self.world, request)
