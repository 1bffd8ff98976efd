"""Who may call: apps of the corp, official accounts and mini-programs, each with its secret and its callback."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from siyu_sandbox.world.followers import Follower, MassSend, Scene, Template


@dataclass(slots=True)
class Receiver:
    """Where callbacks of an app or account go, and how they are sealed. `is_sealed` off sends an official account's as they are."""

    url: str
    token: str
    aes_key: str
    is_sealed: bool = True


@dataclass(slots=True)
class App:
    """An app of the corp. `kind` is contact (the 客户联系 secret), directory (contact sync) or app (self-built)."""

    key: str
    kind: str
    secret: str
    agentid: int = 0
    visible: list[str] | None = None
    """Userids in its visible range; None is everybody."""
    receiver: Receiver | None = None
    platform: str = "wecom"

    def sees(self, userid: str) -> bool:
        """Say whether a member is in the app's visible range."""
        return self.visible is None or userid in self.visible


@dataclass(slots=True)
class Account:
    """An official account (`service` or `subscription`) or a mini-program (`mini`)."""

    key: str
    kind: str
    secret: str
    original_id: str = ""
    receiver: Receiver | None = None
    menu: dict[str, Any] | None = None
    platform: str = "official"
    conditional_menus: list[dict[str, Any]] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    unchecked_pages: set[str] = field(default_factory=set)
    followers: dict[str, Follower] = field(default_factory=dict)
    tags: dict[int, str] = field(default_factory=lambda: {2: "星标组"})
    scenes: dict[str, Scene] = field(default_factory=dict)
    templates: dict[str, Template] = field(default_factory=dict)
    masses: list[MassSend] = field(default_factory=list)
    mass_speed: int = 0
    forced_at: list[int] = field(default_factory=list)
    """When a stable token was forced anew."""
