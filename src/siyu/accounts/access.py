"""Who asks, and whether they may: the one door of every endpoint."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from siyu.accounts.keys import find_key
from siyu.accounts.models import ApiKey, Role, User, Workspace
from siyu.accounts.permissions import OWNER, PERMISSIONS, ROLES
from siyu.lib.errors import Refusal
from siyu.lib.text import Text


@dataclass(frozen=True, slots=True)
class Caller:
    """A signed-in user, or the program behind an API key."""

    user: User | None = None
    key: ApiKey | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """What a caller is in one workspace; `user` and `key` are both None on the command line."""

    workspace: Workspace
    user: User | None
    role: str
    permissions: frozenset[str]
    key: ApiKey | None = None

    @property
    def by(self) -> str:
        """Name who acts, for rows that keep it: an e-mail, `key:<prefix>` or `siyu` for the command line."""
        if self.user:
            return self.user.email
        return f"key:{self.key.prefix}" if self.key else "siyu"

    def may(self, permission: str) -> bool:
        return permission in self.permissions


def require(request: HttpRequest, workspace_slug: str, permission: str) -> Access:
    """Return the caller's access to the workspace.

    Raises `Refusal`: 401 for nobody, 404 for a workspace that does not exist or in which the caller has no role (the
    two look the same), 403 when the role lacks the permission.
    """
    if permission not in PERMISSIONS:
        raise KeyError(permission)
    access = _access_of(caller_of(request), workspace_slug)
    if permission not in access.permissions:
        raise Refusal(
            "access.forbidden",
            Text("您没有“{zh}”的权限", "you are not permitted to: {en}").format(
                zh=PERMISSIONS[permission].zh, en=PERMISSIONS[permission].en
            ),
            mend=Text("请联系工作区所有者为您授权。", "Ask an owner of the workspace for a role that permits it."),
            status=403,
        )
    return access


def command_line(workspace: Workspace) -> Access:
    """Return the access of whoever owns the machine's files: everything."""
    return Access(workspace, None, OWNER, ROLES[OWNER])


def caller_of(request: HttpRequest) -> Caller:
    """Return who asks; raises a 401 `Refusal` for nobody. The answer is kept on the request."""
    caller = getattr(request, "auth", None)
    if not isinstance(caller, Caller):
        caller = identify(request)
    if caller is None:
        raise Refusal(
            "access.sign_in",
            Text("请先登录", "sign in first"),
            mend=Text(
                "请登录，或在 Authorization 头中带上 API 密钥。", "Sign in, or send an API key as a bearer token."
            ),
            status=401,
        )
    return caller


def identify(request: HttpRequest) -> Caller | None:
    """Return the caller by API key, else by session; a key that is sent but not valid never falls back to a session."""
    scheme, _, credentials = request.headers.get("Authorization", "").partition(" ")
    if scheme:
        key = find_key(credentials.strip()) if scheme.lower() == "bearer" else None
        return Caller(key=key) if key else None
    user = getattr(request, "user", None)
    return Caller(user=user) if isinstance(user, User) and user.is_active else None


def _access_of(caller: Caller, slug: str) -> Access:
    if caller.key:
        key = caller.key
        if key.workspace.slug == slug:
            return Access(key.workspace, None, key.role, ROLES[key.role], key)
        raise _not_found()
    role = (
        Role.objects.select_related("workspace")
        .filter(user=caller.user, workspace__slug=slug, deactivated_at=None)
        .first()
    )
    if role is None:
        raise _not_found()
    return Access(role.workspace, caller.user, role.role, role.permissions)


def _not_found() -> Refusal:
    return Refusal(
        "workspace.unknown", Text("没有这个工作区", "there is no such workspace"), where="workspace", status=404
    )
