"""Keys of batches and salts of days: random, sealed with the key that lies beside the database, opened when needed."""

from __future__ import annotations

import os
import secrets
from functools import lru_cache

from siyu.accounts.sealing import seal, unseal
from siyu.connect.codes.models import CodeBatch
from siyu.connect.codes.serials import ALPHABET, KEY_BYTES, TAG
from siyu.lib.errors import Refusal
from siyu.lib.text import Text


def new_tag() -> str:
    """Return a random name for a batch; the database refuses one that is taken."""
    return "".join(secrets.choice(ALPHABET) for _ in range(TAG))


def new_sealed_key(workspace_id: int, tag: str) -> bytes:
    """Return a new key, sealed for its batch alone."""
    return seal(os.urandom(KEY_BYTES), _about(workspace_id, tag))


def key_of(batch: CodeBatch) -> bytes:
    """Return the key of a batch. Raises `Refusal` 503 when the file `raw_key` is not the one it was sealed with."""
    try:
        return _opened(bytes(batch.key), _about(batch.workspace_id, batch.tag))
    except ValueError:
        raise Refusal(
            "code_batch.key_lost",
            Text("打不开该批次的密钥", "the key of this batch can't be opened"),
            mend=Text("请恢复当初的 raw_key 文件。", "Put the file raw_key back that was there when it was made."),
            status=503,
        ) from None


def _about(workspace_id: int, tag: str) -> bytes:
    return f"siyu.codes:{workspace_id}:{tag}".encode()


@lru_cache(maxsize=1_000)
def _opened(sealed: bytes, about: bytes) -> bytes:
    return unseal(sealed, about)
