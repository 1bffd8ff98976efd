"""Where what is being loaded comes from, for rows of the database that tell why they are there: `import:7`, `inbox:12`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_origin: ContextVar[str] = ContextVar("origin", default="")


@contextmanager
def coming_from(reference: str) -> Iterator[None]:
    """Say for the time of the block where data comes from."""
    token = _origin.set(reference)
    try:
        yield
    finally:
        _origin.reset(token)


def origin() -> str:
    """Return where the data being loaded comes from; empty when nobody said."""
    return _origin.get()
