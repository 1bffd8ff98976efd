"""What reached members of staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class StaffMessage:
    """A message of an app to a member."""

    msgid: str
    at: int
    userid: str
    agentid: int
    msgtype: str
    content: dict[str, Any]


@dataclass(slots=True)
class OAuthCode:
    """A code a page was given for somebody: a member by userid, a person by id. Good for once, for five minutes."""

    code: str
    appid: str
    userid: str
    person: str
    ends_at: int
    scope: str = "snsapi_base"
    used_at: int | None = None


@dataclass(slots=True)
class Ticket:
    """What a code was changed for: a user_ticket of WeCom, or a user's tokens of an official account."""

    value: str
    appid: str
    userid: str
    person: str
    ends_at: int
    scope: str = "snsapi_base"
