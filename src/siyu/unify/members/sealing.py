"""Sealing what only concerns one person: with a key of his own, so that erasing the key erases every copy of the text."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from siyu.accounts.models import Workspace
from siyu.unify.members.models import MemberKey

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KEY_BYTES, NONCE = 16, 12
AT_ONCE = 500


def seal_for(
    workspace: Workspace, source_ids: NDArray[np.int64], texts: Sequence[bytes | None]
) -> Sequence[bytes | None]:
    """Return each text sealed with the key of its source id, None where there is none; missing keys are made."""
    wanted = {int(number) for number, text in zip(source_ids, texts, strict=True) if text is not None}
    if not wanted:
        return texts
    ciphers = {number: AESGCM(key) for number, key in keys_of(workspace, wanted).items()}
    return [
        None if text is None else _seal(ciphers[int(number)], text)
        for number, text in zip(source_ids, texts, strict=True)
    ]


def unseal(key: bytes | None, sealed: bytes) -> bytes | None:
    """Return the text, None when the key was destroyed. Raises `ValueError` for a damaged one."""
    if key is None:
        return None
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], None)
    except InvalidTag:
        raise ValueError("sealed with another key, or damaged") from None


def unseal_for(
    workspace: Workspace, source_ids: Sequence[int], sealed: Sequence[bytes | None]
) -> Sequence[bytes | None]:
    """Return each text opened, None where there is none or its key was destroyed."""
    keys = find_keys(workspace, {number for number, text in zip(source_ids, sealed, strict=True) if text is not None})
    return [
        None if text is None else unseal(keys.get(number), text)
        for number, text in zip(source_ids, sealed, strict=True)
    ]


def find_keys(workspace: Workspace, source_ids: Iterable[int]) -> dict[int, bytes]:
    """Return the keys there are."""
    held = MemberKey.objects.filter(workspace=workspace)
    found: dict[int, bytes] = {}
    for part in _parts(sorted(source_ids)):
        found |= {number: bytes(key) for number, key in held.filter(source_id__in=part).values_list("source_id", "key")}
    return found


def keys_of(workspace: Workspace, source_ids: Iterable[int]) -> dict[int, bytes]:
    """Return a key for each source id; an erased one gets a new key for what comes in later."""
    wanted = sorted(source_ids)
    found = find_keys(workspace, wanted)
    for part in _parts([number for number in wanted if number not in found]):
        made = [MemberKey(workspace=workspace, source_id=number, key=os.urandom(KEY_BYTES)) for number in part]
        with transaction.atomic():
            MemberKey.objects.bulk_create(made, ignore_conflicts=True)
        found |= find_keys(workspace, part)
    return found


def _seal(cipher: AESGCM, text: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + cipher.encrypt(nonce, text, None)


def _parts(numbers: list[int]) -> Iterable[list[int]]:
    return (numbers[start : start + AT_ONCE] for start in range(0, len(numbers), AT_ONCE))
