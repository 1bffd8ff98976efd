"""A new sandbox for every test; its clock stands at noon."""

from __future__ import annotations

import pytest

from siyu_sandbox.sandbox import Sandbox
from siyu_sandbox.world.founding import found_world
from siyu_sandbox.world.world import World
from tests.siyu_sandbox.playing import NOON, Listener, Player


@pytest.fixture
def play() -> Player:
    return Player(Sandbox(found_world(7, NOON, 0)))


@pytest.fixture
def world(play: Player) -> World:
    return play.sandbox.world


@pytest.fixture
def ears(play: Player) -> Listener:
    """Callbacks of the two apps that see contacts."""
    return Listener(play.sandbox).listen("contact", "app")
