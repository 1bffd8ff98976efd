"""A link that signs its user in once."""

from __future__ import annotations

from django.db import models

from siyu.accounts.models.user import User


class LoginLink(models.Model):
    """Only the SHA-256 of the token is kept; `used_at` is claimed by one UPDATE."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
