"""Customer groups, the ways into them, and the welcome templates of groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

STAFF, CUSTOMER = 1, 2
INVITED, BY_LINK, BY_CODE = 1, 2, 3
MOST_IN_GROUP = 200


@dataclass(slots=True)
class GroupMember:
    """Somebody in a group. `kind` is 1 for staff and 2 for outsiders; `scene` 1 invited, 2 by link, 3 by code."""

    userid: str
    kind: int
    joined_at: int
    scene: int = INVITED
    state: str = ""
    invitor: str = ""
    nickname: str = ""
    left_at: int | None = None


@dataclass(slots=True)
class Group:
    """A customer group (客户群). `status` is 0 normal, 1 owner left, 2 being inherited, 3 inherited."""

    chat_id: str
    name: str
    owner: str
    create_time: int
    notice: str = ""
    status: int = 0
    version: int = 0
    members: list[GroupMember] = field(default_factory=list)
    admins: list[str] = field(default_factory=list)
    messages: int = 0
    dismissed_at: int | None = None

    def inside(self, now: float) -> list[GroupMember]:
        """Return who was in the group at an instant."""
        return [one for one in self.members if one.joined_at <= now and (one.left_at is None or one.left_at > now)]


@dataclass(slots=True)
class JoinWay:
    """A code by which people join one of up to five groups, with a new one made when they are full."""

    config_id: str
    scene: int
    chat_id_list: list[str]
    made_by: str
    qr_code: str
    remark: str = ""
    auto_create_room: int = 1
    room_base_name: str = ""
    room_base_id: int = 1
    state: str = ""
    mark_source: bool = True
    deleted_at: int | None = None


@dataclass(slots=True)
class GroupWelcome:
    """What greets who joins a group."""

    template_id: str
    made_by: str
    content: dict[str, Any]
