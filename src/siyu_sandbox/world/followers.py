"""Followers of an official account or users of a mini-program, and what may be sent to each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Grant:
    """An allowance of custom messages a user's action opened; `left` None is no limit."""

    kind: str
    left: int | None
    ends_at: int


@dataclass(slots=True)
class Follower:
    """A person under an openid. `subscribed_at` is None while not following; users of mini-programs never do."""

    openid: str
    person: str
    subscribed_at: int | None = None
    scene: str = ""
    qr_scene: int = 0
    qr_scene_str: str = ""
    remark: str = ""
    tags: list[int] = field(default_factory=list)
    grants: list[Grant] = field(default_factory=list)
    masses: list[int] = field(default_factory=list)
    """When mass messages were received."""
    consents: dict[str, int] = field(default_factory=dict)
    """How many subscribe messages are left, by template."""
    refuses_templates: bool = False
    is_blacklisted: bool = False


@dataclass(slots=True)
class Scene:
    """A code of an official account. `value` is its number or text; permanent ones never end."""

    ticket: str
    value: int | str
    url: str
    ends_at: int | None
    scans: int = 0


@dataclass(slots=True)
class Template:
    """A message with places to fill, for template (`service`) or subscribe (`subscribe`) messages."""

    template_id: str
    use: str
    title: str
    keys: list[str]


@dataclass(slots=True)
class MassSend:
    """A message to all followers or some."""

    msg_id: int
    msg_data_id: int
    at: int
    content: dict[str, Any]
    clientmsgid: str = ""
    total: int = 0
    sent: int = 0
    errors: int = 0
    deleted_at: int | None = None
