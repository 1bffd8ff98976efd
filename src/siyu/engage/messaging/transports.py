"""The registry of transports: who hands messages over to a platform, and what each platform makes of a repeat."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.text import Text, nearest

Family = Literal["", "custom", "subscribe", "welcome"]
Outcome = Literal["sent", "delivered", "failed", "uncertain", "later"]


@dataclass(frozen=True, slots=True)
class Route:
    """By which of a workspace's accounts a transport sends; empty for a transport that has only one."""

    workspace: Workspace
    account: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the brand by its name; identifiers of another app or corp than `scope` are no address there."""

    name: str
    scope: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message that passed the policy: to whom, and what.

    `effect_key` is the same at every attempt: give it to a platform that drops repeats by a key. `address` is the phone,
    e-mail, open id or external user id it goes to; `content` what a template was rendered to, or what was given as it is.
    """

    id: int
    effect_key: str
    source_id: int
    member_id: int
    address: str
    content: dict[str, Any]
    content_class: str
    template: str = ""
    template_version: int | None = None
    grant_subject: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a message.

    `sent`: the platform took it; `delivered`: it arrived; `failed`: it never will, with a reason; `uncertain`: nobody
    knows whether it was taken; `later`: it was certainly not taken and may be tried again.
    """

    state: Outcome
    platform_id: str = ""
    reason: str = ""


Send = Callable[[Route, Sequence[Outgoing]], Sequence[Result]]


@dataclass(frozen=True, slots=True)
class Transport:
    """A way to hand messages over.

    `kind` is the channel of `siyu.unify.members.channels` it reaches people by. `send` gets at most `at_once` messages of
    one account and returns one result each, in their order; called outside any transaction, it may take its time, and an
    exception makes every message of the call uncertain. `can_repeat` says that the platform drops a repeat with the same
    effect key, so that a message whose outcome a crash swallowed is sent again. `family` names the grants a message needs;
    `for_marketing` is False where the platform permits service notices only. What the platform permits how often stands
    in the policy, under the transport's name. `account_of` finds the account a message named, or
    the only one where it named none.
    """

    name: str
    kind: str
    label: Text
    send: Send
    can_repeat: bool
    at_once: int
    family: Family = ""
    for_marketing: bool = True
    identifiers: tuple[str, ...] = field(default=())
    account_of: Callable[[Workspace, str], Account] | None = None

    @property
    def address_kinds(self) -> tuple[str, ...]:
        """The kinds of identifiers that are an address here, the first preferred; empty where none is needed."""
        from siyu.unify.members.channels import CHANNELS

        known = CHANNELS.get(self.kind)
        return self.identifiers or (known.kinds if known else ())


_transports: dict[str, Transport] = {}


def register_transport(transport: Transport) -> None:
    """Declare a transport; called from an `apps.py`."""
    _transports[transport.name] = transport


def transports() -> dict[str, Transport]:
    """Return all transports by name."""
    return dict(_transports)


def find_transport(name: str) -> Transport:
    """Return the transport. Raises `Refusal` with the nearest known name."""
    if name in _transports:
        return _transports[name]
    near = nearest(name, _transports)
    raise Refusal(
        "message.no_transport",
        Text("没有名为“{name}”的发送方式", "there is no transport called “{name}”").format(name=name),
        where="transport",
        mend=Text("您是指 {near} 吗？", "Did you mean {near}?").format(near=near) if near else None,
    )
