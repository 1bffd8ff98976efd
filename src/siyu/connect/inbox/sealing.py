"""Sealing what is kept of requests: compressed, then encrypted with a key that lies beside the database, not in it."""

from __future__ import annotations

import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12
_LENGTH = 4


def seal(plain: bytes, workspace_id: int) -> bytes:
    """Return the bytes compressed and encrypted; they can only be opened for the same workspace."""
    import pyarrow as pa

    packed = len(plain).to_bytes(_LENGTH, "big") + pa.compress(plain, codec="zstd", asbytes=True)
    nonce = os.urandom(_NONCE)
    return nonce + _cipher().encrypt(nonce, packed, _about(workspace_id))


def unseal(sealed: bytes, workspace_id: int) -> bytes:
    """Return what was sealed. Raises `ValueError` when it is damaged or of another key or workspace."""
    import pyarrow as pa

    if len(sealed) < _NONCE:
        raise ValueError("this was never sealed")
    try:
        packed = _cipher().decrypt(sealed[:_NONCE], sealed[_NONCE:], _about(workspace_id))
    except InvalidTag:
        raise ValueError("sealed by another key, for another workspace, or damaged") from None
    length = int.from_bytes(packed[:_LENGTH], "big")
    plain: bytes = pa.decompress(packed[_LENGTH:], decompressed_size=length, codec="zstd", asbytes=True)
    return plain


@cache
def _cipher() -> AESGCM:
    return AESGCM(bytes.fromhex(settings.SIYU_RAW_KEY))


def _about(workspace_id: int) -> bytes:
    return b"siyu.inbox:%d" % workspace_id
