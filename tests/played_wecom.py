"""WeCom as the sandbox plays it, its callbacks carried to ours by the test: nothing happens unless the test lets it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from siyu.accounts.access import Access, command_line
from siyu.accounts.models import Workspace
from siyu.connect.callbacks.lanes import work
from siyu.connect.callbacks.receivers import receivers
from siyu.connect.contact_codes.managing import create_code
from siyu.connect.contact_codes.models import ContactCode
from siyu.connect.contact_codes.refreshing import refresh_due
from siyu.platforms.channels.managing import make_channel
from siyu.platforms.channels.models import Channel
from siyu_sandbox.callbacks.deliveries import Delivery
from tests.connect.callbacks.platform import KEY, TOKEN, Platform
from tests.sandboxes import ServedSandbox

SECRETS = {"app_secret": "secret-app", "contact_secret": "secret-contact", "directory_secret": "secret-directory"}


@dataclass
class PlayedWecom:
    """The sandbox, the channel that leads to it, and the callbacks that are on their way."""

    sandbox: ServedSandbox
    channel: Channel
    platform: Platform
    access: Access
    waiting: list[Delivery] = field(default_factory=list)

    def scan(self, code: ContactCode, person: str | None = None) -> Any:
        """Let a person, a new one unless named, scan the code."""
        return self.sandbox.act("scans", way=code.config_id, **({"person": person} if person else {}))

    def carry(self) -> int:
        """Carry every callback that waits to our address."""
        carried = 0
        while self.waiting:
            posting = self.waiting.pop(0).posting
            assert self.platform.post(posting.url, posting.body).status == 200
            carried += 1
        return carried

    def settle(self) -> None:
        """Carry callbacks and do all that follows, until nothing is left to do."""
        while self.carry() + work("urgent") + work("patient") + refresh_due():
            pass

    def make(self, **document: Any) -> ContactCode:
        """Make a code, on the platform too."""
        code = create_code(self.access, {"kind": "contact_code", "channel": self.channel.name, **document})
        self.settle()
        code.refresh_from_db()
        return code

    def way(self, code: ContactCode) -> Any:
        """Return the code's way as the platform has it."""
        return self.sandbox.application.sandbox.world.ways[code.config_id]

    @property
    def welcomes(self) -> list[str]:
        """The texts of all welcomes that reached anybody, by the sandbox's own count."""
        people = self.sandbox.application.sandbox.world.people.by_external.values()
        return [one.content["text"]["content"] for person in people for one in person.inbox if one.channel == "welcome"]


def play_wecom(workspace: Workspace, sandbox: ServedSandbox, platform: Platform) -> Iterator[PlayedWecom]:
    access = command_line(workspace)
    channel = make_channel(
        access, kind="wecom", name="企业微信", identity="wwsandbox", base_url=sandbox.url,
        secrets={**SECRETS, "callback_token": TOKEN, "callback_aes_key": KEY},
    )  # fmt: skip
    address = f"http://here/callbacks/{channel.callback_key}"
    for holder in ("contact", "directory"):
        sandbox.act("receivers", holder=holder, url=address, token=TOKEN, aes_key=KEY, check=False)
    played = PlayedWecom(sandbox, channel, platform, access)
    sandbox.application.sandbox.world.deliveries.post = played.waiting.append
    yield played
    receivers.forget()


@pytest.fixture
def played(workspace: Workspace, sandbox: ServedSandbox, platform: Platform) -> Iterator[PlayedWecom]:
    yield from play_wecom(workspace, sandbox, platform)
