"""Login links: made for a user, good once and for a quarter of an hour."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

from siyu.accounts.keys import digest_of
from siyu.accounts.models import LoginLink, User

GOOD_FOR = timedelta(minutes=15)


def make_link(user: User) -> str:
    """Return a path that signs the user in once: `/login/<token>`."""
    token = secrets.token_urlsafe(32)
    LoginLink.objects.create(user=user, digest=digest_of(token), expires_at=datetime.now(UTC) + GOOD_FOR)
    return f"/login/{token}"


def use_link(token: str) -> User | None:
    """Claim the link and return its user; None when it is unknown, used, too old or its user was deactivated."""
    now = datetime.now(UTC)
    # The condition stays within the row: PostgreSQL does not ask a joined table again when it waited for the row.
    link = LoginLink.objects.filter(digest=digest_of(token))
    if not link.filter(used_at=None, expires_at__gt=now).update(used_at=now):
        return None
    user = link.select_related("user").get().user
    return user if user.is_active else None
