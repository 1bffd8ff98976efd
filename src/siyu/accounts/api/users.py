"""Users of a workspace."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siyu.accounts.access import require
from siyu.accounts.models import Role
from siyu.accounts.users import add_user, change_user, link_for, role_of, works_elsewhere
from siyu.lib.bodies import Body

router = Router(tags=["users"])
UserId = Annotated[int, Field(ge=1, lt=2**63)]


class UserOut(Schema):
    id: int
    email: str
    name: str
    role: str
    joined_at: datetime
    last_login: datetime | None
    deactivated_at: datetime | None


class AddedUserOut(UserOut):
    login_link: str | None


class UsersOut(Schema):
    items: list[UserOut]
    next: str | None = None
    total: int


class NewUser(Body):
    email: str = Field(max_length=254)
    name: str = Field("", max_length=100)
    role: str


class UserChange(Body):
    role: str | None = None
    deactivated: bool | None = None


class LinkOut(Schema):
    link: str


@router.get("/users", response=UsersOut, summary="List the users")
def list_users(request: HttpRequest, workspace: Path[str]) -> UsersOut:
    """Return everyone who has or had a role in the workspace."""
    access = require(request, workspace, "users.manage")
    roles = Role.objects.filter(workspace=access.workspace).select_related("user").order_by("user__email")
    items = [_user_out(role) for role in roles]
    return UsersOut(items=items, total=len(items))


@router.post("/users", response={201: AddedUserOut}, summary="Add a user")
def create_user(request: HttpRequest, workspace: Path[str], new: NewUser) -> Status[AddedUserOut]:
    """Add a person and return a one-time login link; none for a user who also works in another workspace."""
    access = require(request, workspace, "users.manage")
    role = add_user(access, new.email, new.name, new.role)
    link = None if works_elsewhere(role) else link_for(access, role)
    return Status(201, AddedUserOut(**_user_out(role).model_dump(), login_link=link))


@router.patch("/users/{user}", response=UserOut, summary="Change a user")
def patch_user(request: HttpRequest, workspace: Path[str], user: UserId, change: UserChange) -> UserOut:
    """Change the role, or end or renew access; the last owner stays."""
    access = require(request, workspace, "users.manage")
    return _user_out(change_user(access, user, role=change.role, deactivated=change.deactivated))


@router.post("/users/{user}/login-links", response={201: LinkOut}, summary="Make a login link")
def create_login_link(request: HttpRequest, workspace: Path[str], user: UserId) -> Status[LinkOut]:
    """Return a link that signs the user in once within a quarter of an hour."""
    access = require(request, workspace, "users.manage")
    return Status(201, LinkOut(link=link_for(access, role_of(access.workspace, user))))


def _user_out(role: Role) -> UserOut:
    user = role.user
    return UserOut(
        id=user.pk,
        email=user.email,
        name=user.name,
        role=role.role,
        joined_at=role.granted_at,
        last_login=user.last_login,
        deactivated_at=role.deactivated_at or user.deactivated_at,
    )
