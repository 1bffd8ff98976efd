"""Access tokens, shared by all processes: one asks for the next, the others wait for it and read it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import F, Q
from django.utils.module_loading import import_string

from siyu.accounts.sealing import seal, unseal
from siyu.platforms.channels.kinds import channel_kind
from siyu.platforms.channels.models import AccessToken, Channel
from siyu.platforms.channels.opening import secrets_of
from siyu.platforms.errors import PlatformError

EARLY = 300
"""Seconds before its end at which a token is exchanged: for so long the platforms let the old and the new one work."""
LEASE = timedelta(seconds=30)
_LOOK_AGAIN = 0.05


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a platform gave."""

    value: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Token:
    """A token that is good as far as we know, of which secret and which version."""

    value: str
    holder: str
    version: int


Fetch = Callable[[Channel, str, str | None], Fetched]


def take_token(channel: Channel, app: str, failed: Token | None = None) -> Token:
    """Return a token to call as the app with; `failed` is one that was refused just now.

    Raises `PlatformError` when the platform gives none, or the channel has no secret that opens the app.
    """
    holder = holder_of(channel, app)
    row, _ = AccessToken.objects.get_or_create(channel=channel, holder=holder)
    until = time.monotonic() + LEASE.total_seconds()
    while True:
        if _is_good(row, failed) and (_is_fresh(row) or not _is_free(row)):
            return _token(row)
        if _lease(row):
            return _refresh(channel, row, failed)
        if time.monotonic() > until:
            raise PlatformError("token", None, problem="timeout")
        time.sleep(_LOOK_AGAIN)
        row.refresh_from_db()


def holder_of(channel: Channel, app: str) -> str:
    """Return the name of the secret that opens an app of the channel. Raises `PlatformError` for none."""
    kept = secrets_of(channel)
    for name in channel_kind(channel.kind).holders[app]:
        if name in kept:
            return name
    raise PlatformError("token", None, problem="no_secret")


def _is_good(row: AccessToken, failed: Token | None) -> bool:
    """Say whether the kept token works still; one that failed does not, unless another has come since."""
    is_failed = failed is not None and row.version == failed.version
    return not is_failed and row.expires_at is not None and datetime.now(UTC) < row.expires_at


def _is_fresh(row: AccessToken) -> bool:
    return row.renew_at is not None and datetime.now(UTC) < row.renew_at


def _is_free(row: AccessToken) -> bool:
    return row.leased_until is None or row.leased_until < datetime.now(UTC)


def _lease(row: AccessToken) -> bool:
    """Claim the refresh of exactly this version: who comes late finds another one."""
    now = datetime.now(UTC)
    free = AccessToken.objects.filter(pk=row.pk, version=row.version).filter(
        Q(leased_until=None) | Q(leased_until__lt=now)
    )
    row.leased_until = now + LEASE
    return free.update(leased_until=row.leased_until) == 1


def _refresh(channel: Channel, row: AccessToken, failed: Token | None) -> Token:
    mine = AccessToken.objects.filter(pk=row.pk, leased_until=row.leased_until)
    path = channel_kind(channel.kind).fetch_token
    assert path is not None, f"{channel.kind} has no tokens"
    fetch: Fetch = import_string(path)
    try:
        fetched = fetch(channel, row.holder, failed.value if failed else None)
    except BaseException:
        mine.update(leased_until=None)
        raise
    now = datetime.now(UTC)
    mine.update(
        value=seal(fetched.value.encode(), _about(row)), version=F("version") + 1, leased_until=None,
        expires_at=now + timedelta(seconds=fetched.seconds), renew_at=now + timedelta(seconds=_kept_for(fetched.seconds)),
    )  # fmt: skip
    return Token(fetched.value, row.holder, row.version + 1)


def _kept_for(seconds: int) -> float:
    """Return how long a token is kept: WeCom gives the old one again towards its end, which must not be asked for at every call."""
    return seconds - EARLY if seconds > 2 * EARLY else seconds / 2


def _token(row: AccessToken) -> Token:
    return Token(unseal(bytes(row.value), _about(row)).decode(), row.holder, row.version)


def _about(row: AccessToken) -> bytes:
    return b"siyu.token:%d" % row.pk
