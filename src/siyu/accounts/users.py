"""Users of a workspace: added, given another role, deactivated; the last owner stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from siyu.accounts.access import Access
from siyu.accounts.audit import record
from siyu.accounts.links import make_link
from siyu.accounts.models import Role, User, Workspace
from siyu.accounts.permissions import OWNER, USER_ROLES
from siyu.lib.errors import Refusal
from siyu.lib.text import Text, nearest


def add_user(access: Access, email: str, name: str, role: str) -> Role:
    """Give a person a role in the workspace, making the user when the e-mail is new."""
    email = _checked_email(email)
    checked_role(role)
    with transaction.atomic():
        user = User.objects.filter(email=email).first() or User.objects.make(email, name)
        granted, is_new = Role.objects.get_or_create(user=user, workspace=access.workspace, defaults={"role": role})
        if not is_new:
            raise Refusal(
                "user.known",
                Text("该用户已在此工作区", "this user is already in the workspace"),
                where="email",
                mend=Text("请修改已有用户的角色。", "Change the role of the user in the list."),
                status=409,
            )
        record(access, "user.added", "user", str(user.pk), {"role": role})
    return granted


def change_user(access: Access, user_id: int, *, role: str | None = None, deactivated: bool | None = None) -> Role:
    """Change a user's role in the workspace, or end or renew their access to it."""
    with transaction.atomic():
        Workspace.objects.select_for_update().get(pk=access.workspace.pk)
        granted = role_of(access.workspace, user_id)
        before = {"role": granted.role, "deactivated": granted.deactivated_at is not None}
        if role is not None:
            granted.role = checked_role(role)
        if deactivated is not None and deactivated != before["deactivated"]:
            granted.deactivated_at = datetime.now(UTC) if deactivated else None
        granted.save(update_fields=["role", "deactivated_at"])
        _keep_an_owner(access.workspace)
        after = {"role": granted.role, "deactivated": granted.deactivated_at is not None}
        if after != before:
            record(access, "user.changed", "user", str(user_id), {"before": before, "after": after})
    return granted


def link_for(access: Access, granted: Role) -> str:
    """Return a login link for a user of the workspace.

    Refused for a user who also works in another workspace: with such a link the owner of one brand would get into
    another.
    """
    if works_elsewhere(granted):
        raise Refusal(
            "user.elsewhere",
            Text("该用户还属于其他工作区，不能由您生成登录链接", "this user also works in another workspace"),
            mend=Text(
                "请该用户用密码登录，或在服务器上运行 siyu users link。",
                "Let them sign in by password, or run siyu users link on the server.",
            ),
            status=409,
        )
    if granted.deactivated_at is not None:
        text = Text("该用户已停用", "this user is deactivated")
        raise Refusal("user.deactivated", text, mend=Text("请先恢复该用户。", "Reactivate the user first."), status=409)
    with transaction.atomic():
        record(access, "user.link_made", "user", str(granted.user_id))
        return make_link(granted.user)


def works_elsewhere(granted: Role) -> bool:
    """Tell whether the user has a role in another workspace."""
    return Role.objects.filter(user=granted.user_id).exclude(workspace=granted.workspace_id).exists()


def role_of(workspace: Workspace, user_id: int) -> Role:
    """Return the user's role in the workspace; refuses a user who has none with 404."""
    granted = Role.objects.select_related("user").filter(workspace=workspace, user_id=user_id).first()
    if granted is None:
        raise Refusal("user.unknown", Text("没有这个用户", "there is no such user"), where="user", status=404)
    return granted


def checked_role(role: str, among: Sequence[str] = USER_ROLES) -> str:
    """Return the role's name; refuses one that is not among those possible, with the nearest of them."""
    if role not in among:
        names = ", ".join(among)
        near = nearest(role, among)
        raise Refusal(
            "role.unknown",
            Text("没有角色“{role}”", "there is no role {role!r}").format(role=role),
            where="role",
            mend=Text("可用：{names}", "Known: {names}").format(names=near or names),
        )
    return role


def _keep_an_owner(workspace: Workspace) -> None:
    owners = Role.objects.filter(workspace=workspace, role=OWNER, deactivated_at=None, user__deactivated_at=None)
    if not owners.exists():
        raise Refusal(
            "user.last_owner",
            Text("工作区至少要有一位所有者", "a workspace keeps at least one owner"),
            mend=Text("请先让另一位用户成为所有者。", "Make another user an owner first."),
            status=409,
        )


def _checked_email(email: str) -> str:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        if email != "owner@localhost":
            text = Text("不是有效的邮箱地址", "this is not a valid e-mail address")
            raise Refusal("user.email", text, where="email") from None
    return email
