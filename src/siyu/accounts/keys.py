"""API keys: made and shown once, found by prefix, compared in constant time, revoked by a date."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import UTC, datetime, timedelta

from siyu.accounts.models import ApiKey, User, Workspace

KEY_START = "siyu"
_PREFIX_LENGTH = 10
_USE_IS_NOTED_EVERY = timedelta(minutes=1)


def make_key(
    workspace: Workspace,
    name: str,
    role: str,
    *,
    by: User | None,
    expires_at: datetime | None = None,
    rate: int | None = None,
) -> tuple[ApiKey, str]:
    """Create a key and return it with its secret, which can't be had again; `rate` is the events a second it may send."""
    prefix = secrets.token_hex(_PREFIX_LENGTH // 2)
    secret = f"{KEY_START}_{prefix}_{secrets.token_urlsafe(32)}"
    key = ApiKey.objects.create(
        workspace=workspace,
        name=name,
        role=role,
        prefix=prefix,
        digest=digest_of(secret),
        made_by=by,
        expires_at=expires_at,
        rate=rate,
    )
    return key, secret


def find_key(secret: str) -> ApiKey | None:
    """Return the valid key of this secret, noting its use to the minute; None for anything else."""
    start, _, rest = secret.partition("_")
    prefix = rest.partition("_")[0]
    if start != KEY_START or len(prefix) != _PREFIX_LENGTH or not prefix.isalnum():
        return None
    key = ApiKey.objects.select_related("workspace").filter(prefix=prefix).first()
    now = datetime.now(UTC)
    if key is None or not hmac.compare_digest(key.digest, digest_of(secret)) or not is_valid(key, now):
        return None
    if key.last_used_at is None or now - key.last_used_at > _USE_IS_NOTED_EVERY:
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=now)
    return key


def is_valid(key: ApiKey, now: datetime | None = None) -> bool:
    """Say whether the key is neither revoked nor expired."""
    return key.revoked_at is None and (key.expires_at is None or (now or datetime.now(UTC)) < key.expires_at)


def revoke_key(key: ApiKey) -> bool:
    """Revoke the key; False when it already was."""
    return ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=datetime.now(UTC)) == 1


def digest_of(secret: str) -> str:
    """Return the SHA-256 of a token; its 256 random bits need no salt and no stretching."""
    return hashlib.sha256(secret.encode()).hexdigest()
