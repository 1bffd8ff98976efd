"""Sealing what is kept of others: encrypted with a key that lies beside the database, not in it."""

from __future__ import annotations

import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12


def seal(plain: bytes, about: bytes) -> bytes:
    """Return the bytes encrypted; they can only be opened as being about the same thing, such as `siyu.inbox:7`."""
    nonce = os.urandom(_NONCE)
    return nonce + _cipher().encrypt(nonce, plain, about)


def unseal(sealed: bytes, about: bytes) -> bytes:
    """Return what was sealed. Raises `ValueError` when it is damaged, of another key or about something else."""
    if len(sealed) < _NONCE:
        raise ValueError("this was never sealed")
    try:
        return _cipher().decrypt(sealed[:_NONCE], sealed[_NONCE:], about)
    except InvalidTag:
        raise ValueError("sealed by another key, about something else, or damaged") from None


@cache
def _cipher() -> AESGCM:
    return AESGCM(bytes.fromhex(settings.SIYU_RAW_KEY))
