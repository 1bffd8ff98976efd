"""Sealing what is kept of requests: compressed, then encrypted for its workspace."""

from __future__ import annotations

from siyu.accounts import sealing

_LENGTH = 4


def seal(plain: bytes, workspace_id: int) -> bytes:
    """Return the bytes compressed and encrypted; they can only be opened for the same workspace."""
    import pyarrow as pa

    packed = len(plain).to_bytes(_LENGTH, "big") + pa.compress(plain, codec="zstd", asbytes=True)
    return sealing.seal(packed, _about(workspace_id))


def unseal(sealed: bytes, workspace_id: int) -> bytes:
    """Return what was sealed. Raises `ValueError` when it is damaged or of another key or workspace."""
    import pyarrow as pa

    packed = sealing.unseal(sealed, _about(workspace_id))
    length = int.from_bytes(packed[:_LENGTH], "big")
    plain: bytes = pa.decompress(packed[_LENGTH:], decompressed_size=length, codec="zstd", asbytes=True)
    return plain


def _about(workspace_id: int) -> bytes:
    return b"siyu.inbox:%d" % workspace_id
