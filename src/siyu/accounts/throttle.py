"""Slows down guessing of passwords: after a few failures each next try has to wait longer. Real time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.utils.crypto import salted_hmac

from siyu.accounts.models import FailedSignIn
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

FREE_TRIES = {"email": 5, "address": 20}
"""An office shares one address, so it has more free tries than an e-mail."""

WINDOW = timedelta(hours=24)
_FIRST_WAIT = timedelta(seconds=15)
_LONGEST_WAIT = timedelta(minutes=30)


class TooManyTries(Refusal):
    """Try again after `seconds`."""

    def __init__(self, wait: timedelta) -> None:
        self.seconds = max(1, round(wait.total_seconds()))
        super().__init__(
            "sign_in.too_many_tries",
            Text(
                "登录失败次数过多，请在 {seconds} 秒后重试", "too many failed sign-ins; try again in {seconds} seconds"
            ).format(seconds=self.seconds),
            mend=Text(
                "忘记密码时，请工作区所有者发一个登录链接。", "If the password is lost, ask an owner for a login link."
            ),
            status=429,
        )


def note_try(email: str, address: str) -> list[int]:
    """Count a try as failed before the password is looked at, so that tries at the same instant can't outrun the count.

    Returns the rows to `forgive` when the password proves right. Raises `TooManyTries` while the wait of the e-mail or
    of the address lasts; such a try does not count itself.
    """
    noted = [
        FailedSignIn.objects.create(kind=kind, subject=_subject(kind, value))
        for kind, value in (("email", email), ("address", address))
    ]
    wait = max(_wait_of(row) for row in noted)
    if wait > timedelta(0):
        FailedSignIn.objects.filter(pk__in=[row.pk for row in noted]).delete()
        raise TooManyTries(wait)
    return [row.pk for row in noted]


def forgive(email: str, noted: list[int]) -> None:
    """Forget the failures of an e-mail that signed in; those of the address stay, or a guesser could clear them."""
    FailedSignIn.objects.filter(kind="email", subject=_subject("email", email)).delete()
    FailedSignIn.objects.filter(pk__in=noted).delete()


def forget_old_failures() -> None:
    """Delete what no wait depends on any more."""
    FailedSignIn.objects.filter(at__lt=datetime.now(UTC) - WINDOW).delete()


def _wait_of(row: FailedSignIn) -> timedelta:
    now = datetime.now(UTC)
    earlier = FailedSignIn.objects.filter(kind=row.kind, subject=row.subject, at__gt=now - WINDOW).exclude(pk=row.pk)
    failures = list(earlier.order_by("-at").values_list("at", flat=True))
    too_many = len(failures) - FREE_TRIES[row.kind]
    if too_many < 0:
        return timedelta(0)
    wait: timedelta = failures[0] + min(_FIRST_WAIT * 2 ** min(too_many, 10), _LONGEST_WAIT) - now
    return wait


def _subject(kind: str, value: str) -> str:
    return salted_hmac(f"siyu.throttle.{kind}", value.strip().lower(), algorithm="sha256").hexdigest()
