"""Who did what when: append-only."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models

from siyu.accounts.models.api_key import ApiKey
from siyu.accounts.models.user import User
from siyu.accounts.models.workspace import Workspace


class AppendOnlyError(RuntimeError):
    """An audit entry was to be changed or deleted."""


class AppendOnly(models.QuerySet["AuditEntry"]):
    """Reads, and nothing that rewrites history."""

    def update(self, **_: Any) -> NoReturn:
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        raise AppendOnlyError


class AuditEntry(models.Model):
    """`by_user` and `by_key` are both empty for the command line; `change` holds neither secrets nor personal data."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    by_user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    by_key = models.ForeignKey(ApiKey, on_delete=models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=40)
    object_id = models.CharField(max_length=100)
    change = models.JSONField(default=dict)

    objects: ClassVar[models.Manager[AuditEntry]] = AppendOnly.as_manager()

    class Meta:
        indexes = [models.Index(fields=["workspace", "-id"], name="audit_of_a_workspace")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError
