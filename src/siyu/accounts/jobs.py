"""Forgetting what no longer counts: sessions, login links and failed sign-ins."""

from __future__ import annotations

from datetime import UTC, datetime

from siyu.jobs import job
from siyu.jobs.queue import MAINTENANCE


@job(queue=MAINTENANCE)
def forget_expired() -> None:
    """Delete expired sessions and login links, and the failed sign-ins no wait depends on."""
    from django.contrib.sessions.models import Session

    from siyu.accounts.models import LoginLink
    from siyu.accounts.throttle import forget_old_failures

    now = datetime.now(UTC)
    Session.objects.filter(expire_date__lt=now).delete()
    LoginLink.objects.filter(expires_at__lt=now).delete()
    forget_old_failures()
