"""The corp's departments and members."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Department:
    """A node of the tree; the root is 1 and has parent 0."""

    id: int
    name: str
    parentid: int = 0
    order: int = 0
    name_en: str = ""
    department_leader: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Member:
    """A member of staff. `status` is 1 active, 2 disabled, 4 not activated."""

    userid: str
    name: str
    department: list[int] = field(default_factory=lambda: [1])
    position: str = ""
    mobile: str = ""
    gender: str = "0"
    email: str = ""
    status: int = 1
    has_own_welcome: bool = False
    """Has a welcome text in the corp's console, so that apps get no code."""
    has_contact: bool = True
    """Has the customer-contact feature."""
    alias: str = ""
    left_at: int | None = None


def below(departments: dict[int, Department], root: int) -> list[Department]:
    """Return a department and all below it, parents first."""
    found = [departments[root]]
    for one in found:
        found += [child for child in departments.values() if child.parentid == one.id]
    return found
