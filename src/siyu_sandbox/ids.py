"""Opaque ids like the platforms', the same ones for the same seed and the same calls."""

from __future__ import annotations

import random
import string
from itertools import count

_SIGNS = string.ascii_letters + string.digits


class Ids:
    """Makes ids out of a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(f"ids {seed}")  # noqa: S311 - made to be repeated
        self._number = count(1)

    def make(self, prefix: str, length: int = 32) -> str:
        """Return a new id of `length` signs that begins with `prefix`."""
        return prefix + "".join(self._random.choices(_SIGNS, k=length - len(prefix)))

    def number(self) -> int:
        """Return the next whole number."""
        return next(self._number)

    def bytes(self, count: int) -> bytes:
        """Return so many random bytes."""
        return self._random.randbytes(count)
