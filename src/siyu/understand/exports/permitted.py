"""Whether who set an export up may still export, and see personal data where the file holds it."""

from __future__ import annotations

from siyu.accounts.access import Access
from siyu.accounts.keys import is_valid
from siyu.accounts.models import Role
from siyu.accounts.permissions import OWNER, PERMISSIONS, ROLES
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.exports.models import SegmentExport

EXPORT, REVEAL = "segments.export", "members.reveal"


def needed(content: str) -> tuple[str, ...]:
    """Return the permissions that a file of the content takes."""
    return (EXPORT, REVEAL) if content == SegmentExport.FULL else (EXPORT,)


def refuse_unpermitted(access: Access, content: str) -> None:
    """Refuse (403) who may not make or fetch files of the content."""
    for permission in needed(content):
        if not access.may(permission):
            text = Text("您没有“{zh}”的权限", "you are not permitted to: {en}")
            told = PERMISSIONS[permission]
            mend = Text("请改用打码的文件，或联系工作区所有者。", "Use masked files, or ask an owner of the workspace.")
            raise Refusal(
                "access.forbidden", text.format(zh=told.zh, en=told.en), where="content", mend=mend, status=403
            )


def refuse_lapsed(export: SegmentExport) -> None:
    """Refuse a run when who set the export up has left, has another role by now, or used a key that is no longer valid."""
    held = _permissions_now(export)
    for permission in needed(export.content):
        if permission not in held:
            told = PERMISSIONS[permission]
            text = Text(
                "设置者 {by} 已没有“{zh}”的权限", "{by}, who set this export up, is no longer permitted to: {en}"
            ).format(by=export.by, zh=told.zh, en=told.en)
            mend = Text("请有权限的人修改并保存这个导出。", "Let somebody who is change and save this export.")
            raise Refusal("export.no_longer_permitted", text, mend=mend, status=403)


def _permissions_now(export: SegmentExport) -> frozenset[str]:
    if export.by_key is not None:
        return ROLES[export.by_key.role] if is_valid(export.by_key) else frozenset()
    if export.by_user is None:
        return ROLES[OWNER]
    role = Role.objects.filter(
        user=export.by_user, workspace=export.workspace_id, deactivated_at=None, user__deactivated_at=None
    ).first()
    return role.permissions if role else frozenset()
