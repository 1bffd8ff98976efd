"""What members are asked to send: group-send tasks and moments, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

UNSENT, SENT, NO_FRIEND, TOO_MANY = 0, 1, 2, 3
TASK_UNSENT, TASK_SENT = 0, 2


@dataclass(slots=True)
class SendRow:
    """One customer or group of a member's task. `status` is 0 unsent, 1 sent, 2 no friend, 3 received too much."""

    userid: str
    target: str
    status: int = UNSENT
    send_time: int | None = None


@dataclass(slots=True)
class MassTask:
    """A group-send (企业群发). `tasks` holds the status of each member: 0 unsent, 2 sent, with its time."""

    msgid: str
    chat_type: str
    create_time: int
    content: dict[str, Any]
    made_by: str
    ready_at: int
    creator: str = ""
    tasks: dict[str, tuple[int, int | None]] = field(default_factory=dict)
    rows: list[SendRow] = field(default_factory=list)
    reminders: list[int] = field(default_factory=list)
    cancelled_at: int | None = None


@dataclass(slots=True)
class Moment:
    """A task of moments (客户朋友圈) under its job; `published` maps members to when they posted it, None until then."""

    moment_id: str
    jobid: str
    create_time: int
    content: dict[str, Any]
    made_by: str
    audience: dict[str, list[str]]
    visible_type: int
    invalid: dict[str, Any] = field(default_factory=dict)
    published: dict[str, int | None] = field(default_factory=dict)
    visible: dict[str, list[str]] = field(default_factory=dict)
    comments: list[dict[str, Any]] = field(default_factory=list)
    likes: list[dict[str, Any]] = field(default_factory=list)
    cancelled_at: int | None = None


@dataclass(slots=True)
class Link:
    """A link that brings customers (获客链接)."""

    link_id: str
    link_name: str
    url: str
    create_time: int
    made_by: str
    user_list: list[str] = field(default_factory=list)
    department_list: list[int] = field(default_factory=list)
    skip_verify: bool = True
    mark_source: bool = True
    priority_option: dict[str, Any] = field(default_factory=dict)
    clicks: list[int] = field(default_factory=list)
    deleted_at: int | None = None


@dataclass(slots=True)
class Transfer:
    """A customer on the way to another member. `status` is 1 done, 2 waiting, 3 refused, 4 the other is full."""

    handover: str
    takeover: str
    external_userid: str
    asked_at: int
    status: int = 2
    takeover_time: int = 0
    has_left: bool = False
