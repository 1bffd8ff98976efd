"""What a message can tell of its reader: the registry of fields, each with label, type and where its values come from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.module_loading import import_string

from siyu.accounts.models import Workspace
from siyu.engage.templates.values import Value
from siyu.lib.text import Text

Type = Literal["text", "number", "money", "rate", "date"]
Found = dict[str, dict[int, Value]]
"""Values by the name of the field and the member; who lacks one is left out."""

GROUPS: dict[str, Text] = {
    "member": Text("会员", "Member"),
    "brand": Text("品牌", "Brand"),
    "given": Text("发送时给出", "Given when sent"),
    "attribute": Text("资料", "Attributes"),
    "stage": Text("阶段", "Stages"),
    "tag": Text("标签", "Tags"),
    "feature": Text("特征", "Features"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """Something a text can say of its reader.

    `nothing` is what stands for a member of whom nothing is known; without it some lack the field, and it needs a fallback.
    `is_personal` says that previews mask it.
    """

    name: str
    label: Text
    type: Type
    group: str
    nothing: Value = None
    is_personal: bool = False

    @property
    def is_certain(self) -> bool:
        """Whether everybody has it."""
        return self.nothing is not None


Read = Callable[[Workspace, Sequence[int], Collection[str], str], Found]


@dataclass(frozen=True, slots=True)
class Source:
    """Fields that are found together.

    `fields(workspace)` lists them, `owns` says whether a name is one of theirs without asking the workspace, and
    `read(workspace, canonical members, names, language)` finds their values.
    """

    fields: Callable[[Workspace], Iterable[Field]]
    owns: Callable[[str], bool]
    read: Read


_paths: list[str] = []


def register_fields(path: str) -> None:
    """Declare a source by the import path of a `Source`; called from an `apps.py`, imported when needed."""
    if path not in _paths:
        _paths.append(path)


def known_fields(workspace: Workspace) -> dict[str, Field]:
    """Return every field a text of the workspace can use, by name."""
    return {field.name: field for source in _sources() for field in source.fields(workspace)}


def values_for(
    workspace: Workspace,
    member_ids: Sequence[int],
    names: Collection[str],
    *,
    given: Mapping[str, Value] | None = None,
    language: str = "zh-CN",
) -> dict[int, dict[str, Value]]:
    """Return for each canonical member the value of each named field, None where there is none.

    Every source is asked once for all members; one that no name is of is not asked. `given` are the values whoever sends gives, the same for all; they come
    before what is known of a member.
    """
    rows: dict[int, dict[str, Value]] = {member: dict.fromkeys(names) for member in member_ids}
    for source in _sources():
        wanted = [name for name in names if source.owns(name)]
        if not wanted or not rows:
            continue
        for name, found in source.read(workspace, list(rows), wanted, language).items():
            for member, value in found.items():
                rows[member][name] = value
    for row in rows.values():
        row.update({name: value for name, value in (given or {}).items() if name in names and value is not None})
    return rows


def _sources() -> list[Source]:
    return [import_string(path) for path in _paths]
