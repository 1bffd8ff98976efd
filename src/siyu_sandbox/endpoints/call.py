"""A call on its way: the world it asks, and the app or account whose token it brought."""

from __future__ import annotations

from dataclasses import dataclass

from siyu_sandbox.errors import Rejected
from siyu_sandbox.exchange import Request
from siyu_sandbox.world.apps import Account, App
from siyu_sandbox.world.directory import Member
from siyu_sandbox.world.world import World


@dataclass(frozen=True, slots=True)
class Call:
    """What a function of the table is given beside its fields."""

    world: World
    request: Request
    caller: App | Account | None = None

    @property
    def now(self) -> int:
        """Return the virtual instant in seconds."""
        return self.world.clock.now()

    @property
    def app(self) -> App:
        """Return the calling app of WeCom."""
        assert isinstance(self.caller, App)
        return self.caller

    @property
    def account(self) -> Account:
        """Return the calling official account or mini-program."""
        assert isinstance(self.caller, Account)
        return self.caller

    def member(self, userid: str) -> Member:
        """Return a member in the app's visible range; raises 60111 or 60011."""
        found = self.world.members.get(userid)
        if found is None or found.left_at:
            raise Rejected(60111)
        if not self.app.sees(userid):
            raise Rejected(60011)
        return found
