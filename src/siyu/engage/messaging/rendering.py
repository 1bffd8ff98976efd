"""The registry of templates: who knows what a named template says, and renders it for the people of a chunk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from siyu.accounts.models import Workspace
from siyu.lib.errors import Refusal
from siyu.lib.text import Text


@dataclass(frozen=True, slots=True)
class Wanted:
    """For whom a template is rendered: the member, and the values whoever queued the message gave."""

    source_id: int
    member_id: int
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Described:
    """What the policy has to know of a template: its version, its class, and all words in it that are the same for all."""

    version: int
    content_class: str
    words: str
    reward_trigger: str = ""


Describe = Callable[[Workspace, str, int | None], Described]
Render = Callable[[Workspace, str, int, str, Sequence[Wanted]], Sequence["dict[str, Any] | Refusal"]]


@dataclass(frozen=True, slots=True)
class Templates:
    """`describe(workspace, name, version or None for the latest)` raises `Refusal` (404) for an unknown one.

    `render(workspace, name, version, transport, wanted)` returns what the transport takes for each, or why it can't be
    rendered for one; it is called outside any transaction with at most a thousand.
    """

    describe: Describe
    render: Render


_templates: list[Templates] = []


def register_templates(templates: Templates) -> None:
    """Declare who knows templates; there is exactly one."""
    _templates[:] = [templates]


def templates() -> Templates:
    """Return who knows templates. Raises `Refusal` when nobody does."""
    if not _templates:
        raise Refusal(
            "message.no_templates",
            Text("没有可用的模板", "there are no templates"),
            where="template",
            mend=Text("请直接给出内容。", "Give the content itself."),
        )
    return _templates[0]
