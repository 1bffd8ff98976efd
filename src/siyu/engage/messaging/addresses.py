"""Keyed hashes of addresses, by which a refusal is honoured without keeping whose it was."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

from django.conf import settings

from siyu.accounts.models import Workspace


def hash_of_address(workspace: Workspace, kind: str, value: str) -> str:
    """Return the hash of a normalised identifier; the key lies beside the database, not in it."""
    text = "\x1f".join(("suppression", workspace.slug, kind, value)).encode()
    return hmac.new(settings.SIYU_ERASURE_KEY.encode(), text, hashlib.sha256).hexdigest()


def hashes_of(workspace: Workspace, identifiers: Iterable[tuple[str, str]]) -> set[str]:
    """Return the hashes of some identifiers `(kind, value)`."""
    return {hash_of_address(workspace, kind, value) for kind, value in identifiers}
