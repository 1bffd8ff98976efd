"""Staff and departments."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from siyu.platforms.calling import Call, ask
from siyu.platforms.channels.models import Channel
from siyu.platforms.following import Page, rows
from siyu.platforms.wecom.kind import APP, DIRECTORY

_LIST_IDS = Call("POST", "/cgi-bin/user/list_id", DIRECTORY, is_read=True)
_LIST = Call("GET", "/cgi-bin/user/list", APP, is_read=True)
_GET = Call("GET", "/cgi-bin/user/get", APP, is_read=True)
_DEPARTMENTS = Call("GET", "/cgi-bin/department/list", APP, is_read=True)
_DEPARTMENT_IDS = Call("GET", "/cgi-bin/department/simplelist", DIRECTORY, is_read=True)
MOST_IDS = 10_000


class Seat(msgspec.Struct):
    """A member in one of his departments."""

    userid: str
    department: int


class Member(msgspec.Struct):
    """A member of staff; `status` is 1 active, 2 disabled, 4 not activated, 5 left. Phone and mail are not read."""

    userid: str
    name: str = ""
    department: list[int] = []
    position: str = ""
    status: int = 1
    main_department: int | None = None


class Department(msgspec.Struct):
    """A department. Without the right to read names, only its place is known."""

    id: int
    name: str = ""
    parentid: int = 0
    order: int = 0


class _Seats(msgspec.Struct):
    dept_user: list[Seat] = []
    next_cursor: str = ""


class _Members(msgspec.Struct):
    userlist: list[Member] = []


class _Departments(msgspec.Struct):
    department: list[Department] = []


class _DepartmentIds(msgspec.Struct):
    department_id: list[Department] = []


def list_seats(channel: Channel) -> Iterator[Seat]:
    """Yield every member once for each department."""

    def read(cursor: str) -> Page[Seat]:
        found = ask(channel, _LIST_IDS, _Seats, body={"cursor": cursor, "limit": MOST_IDS})
        return found.dept_user, found.next_cursor

    return rows(read)


def list_members(channel: Channel, department: int, *, with_children: bool = False) -> list[Member]:
    """Return the members of a department the app may see, or of all below it."""
    query = {"department_id": department, "fetch_child": int(with_children)}
    return ask(channel, _LIST, _Members, query=query).userlist


def get_member(channel: Channel, userid: str) -> Member:
    """Return one member."""
    return ask(channel, _GET, Member, query={"userid": userid})


def list_departments(channel: Channel) -> list[Department]:
    """Return the departments the app may see, by name."""
    return ask(channel, _DEPARTMENTS, _Departments).department


def list_department_ids(channel: Channel) -> list[Department]:
    """Return all departments without their names; open to contact sync when the names are not."""
    return ask(channel, _DEPARTMENT_IDS, _DepartmentIds).department_id
