"""The audit log: one row for every change, reveal, export and sign-in."""

from __future__ import annotations

from typing import Any

from siyu.accounts.access import Access
from siyu.accounts.models import AuditEntry, Role, User


def record(access: Access, action: str, object_type: str, object_id: str, change: dict[str, Any] | None = None) -> None:
    """Append an entry.

    `action` is `<noun>.<verb in the past>` (`segment.changed`). `change` is JSON without secrets and personal data:
    counts, names of fields and of definitions, old and new roles. Call it in the transaction of the change itself.
    """
    AuditEntry.objects.create(
        workspace=access.workspace,
        by_user=access.user,
        by_key=access.key,
        action=action,
        object_type=object_type,
        object_id=object_id,
        change=change or {},
    )


def record_sign_in(user: User, action: str, way: str) -> None:
    """Append an entry in every workspace the user works in, because a sign-in belongs to none of them alone."""
    AuditEntry.objects.bulk_create(
        AuditEntry(
            workspace_id=workspace_id,
            by_user=user,
            action=action,
            object_type="user",
            object_id=str(user.pk),
            change={"by": way},
        )
        for workspace_id in Role.objects.filter(user=user, deactivated_at=None).values_list("workspace_id", flat=True)
    )
