"""The corp's tags in their groups."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Tag:
    """A corp tag; `made_by` is the app that may change it beside the contact secret."""

    id: str
    name: str
    order: int
    create_time: int
    made_by: str


@dataclass(slots=True)
class TagGroup:
    """A group of tags, never empty."""

    group_id: str
    group_name: str
    order: int
    create_time: int
    made_by: str
    tags: dict[str, Tag] = field(default_factory=dict)


class Tags:
    """All groups; a tag is found with its group."""

    def __init__(self) -> None:
        self.groups: dict[str, TagGroup] = {}

    def group_of(self, tag_id: str) -> TagGroup | None:
        """Return the group that has a tag."""
        return next((one for one in self.groups.values() if tag_id in one.tags), None)

    def count(self) -> int:
        """Return how many tags there are."""
        return sum(len(one.tags) for one in self.groups.values())
