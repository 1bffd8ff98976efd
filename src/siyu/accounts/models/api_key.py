"""A key with which a program works in one workspace."""

from __future__ import annotations

from django.db import models

from siyu.accounts.models.user import User
from siyu.accounts.models.workspace import Workspace


class ApiKey(models.Model):
    """Found by its public prefix, proved by the SHA-256 of the whole; the key itself is shown once and never kept."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    role = models.CharField(max_length=20)
    prefix = models.CharField(max_length=16, unique=True)
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    rate = models.IntegerField(null=True)
    last_used_at = models.DateTimeField(null=True)
