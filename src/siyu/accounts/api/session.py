"""The session: who is signed in, and in which workspaces they may do what."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from siyu import __version__
from siyu.accounts.access import Caller, caller_of, identify
from siyu.accounts.csrf import refuse_forged
from siyu.accounts.models import Role, User, Workspace
from siyu.accounts.permissions import ROLES
from siyu.accounts.sign_in import change_password, sign_in_by_password, sign_out
from siyu.lib.bodies import Body
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

router = Router(tags=["session"])


class SignedInUser(Schema):
    email: str
    name: str


class WorkspaceOut(Schema):
    slug: str
    name: str
    role: str
    permissions: list[str]
    currency: str
    zone: str
    now: datetime
    today: date


class SessionOut(Schema):
    user: SignedInUser | None
    workspaces: list[WorkspaceOut]
    version: str


class SignIn(Body):
    email: str = Field(max_length=254)
    password: str = Field(max_length=1024)


class NewPassword(Body):
    password: str = Field(max_length=1024)


@router.get("", response=SessionOut, auth=None, summary="Tell who is signed in")
def read_session(request: HttpRequest) -> SessionOut:
    """Return the user and their workspaces; `user` is null for nobody and for an API key."""
    return _session_of(identify(request))


@router.post("", response=SessionOut, auth=None, summary="Sign in by password")
def start_session(request: HttpRequest, sign_in: SignIn) -> SessionOut:
    """Sign in; answers 401 for a wrong pair and 429 with `Retry-After` after too many."""
    refuse_forged(request)
    return _session_of(Caller(user=sign_in_by_password(request, sign_in.email, sign_in.password)))


@router.delete("", response=SessionOut, auth=None, summary="Sign out")
def end_session(request: HttpRequest) -> SessionOut:
    """End the session; it is no error when there is none."""
    refuse_forged(request)
    sign_out(request)
    return _session_of(None)


@router.put("/password", response=SessionOut, summary="Set a new password")
def put_password(request: HttpRequest, new: NewPassword) -> SessionOut:
    """Change the signed-in user's password and end their other sessions."""
    caller = caller_of(request)
    if caller.user is None:
        raise Refusal("password.no_user", Text("API 密钥没有密码", "an API key has no password"), status=403)
    change_password(request, caller.user, new.password)
    return _session_of(caller)


def _session_of(caller: Caller | None) -> SessionOut:
    if caller is None:
        return SessionOut(user=None, workspaces=[], version=__version__)
    if caller.key:
        workspace = _workspace_out(caller.key.workspace, caller.key.role)
        return SessionOut(user=None, workspaces=[workspace], version=__version__)
    user = caller.user
    assert isinstance(user, User)
    roles = Role.objects.filter(user=user, deactivated_at=None).select_related("workspace").order_by("workspace__slug")
    return SessionOut(
        user=SignedInUser(email=user.email, name=user.name),
        workspaces=[_workspace_out(role.workspace, role.role) for role in roles],
        version=__version__,
    )


def _workspace_out(workspace: Workspace, role: str) -> WorkspaceOut:
    return WorkspaceOut(
        slug=workspace.slug,
        name=workspace.name,
        role=role,
        permissions=sorted(ROLES[role]),
        currency=workspace.currency,
        zone=workspace.zone,
        now=workspace.clock.now(),
        today=workspace.today(),
    )
