"""A person who signs in to the console."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Users(BaseUserManager["User"]):
    """Makes users; an address is kept in lower case so that it signs in however it is typed."""

    def make(self, email: str, name: str = "", password: str | None = None, **fields: Any) -> User:
        """Create a user; without a password only a one-time login link lets them in."""
        user = self.model(email=email.strip().lower(), name=name, **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """Signs in by e-mail; what they may do is a `Role` per workspace."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100, blank=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    deactivated_at = models.DateTimeField(null=True)

    objects: ClassVar[Users] = Users()
    USERNAME_FIELD = "email"

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        return self.deactivated_at is None
