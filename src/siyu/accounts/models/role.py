"""What a user is in a workspace."""

from __future__ import annotations

from django.db import models

from siyu.accounts.models.user import User
from siyu.accounts.models.workspace import Workspace
from siyu.accounts.permissions import ROLES


class Role(models.Model):
    """One user in one workspace; who left keeps the row with a date, so that the audit log stays readable."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="roles")
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=20)
    granted_at = models.DateTimeField(auto_now_add=True)
    deactivated_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "workspace"], name="one_role_a_user_and_workspace")]

    @property
    def permissions(self) -> frozenset[str]:
        """What the role permits."""
        return ROLES[self.role]
